package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the Core remembers of samples whose lease has ended: no row, no viewer, and no title that fewer than k viewers had. A sample
 * is folded once, when its lease ends, so each viewer weighs as one row does. Immutable.
 *
 * @param sketch of the rows
 * @param support title → weight of the viewers that had it, only released titles
 * @param pairs directed pairs, one for each window of {@link ItemSettings}
 * @param mass weight of all rows; one row weighs 1 until the memory is full
 * @param viewers samples that stood when the last epoch ended: what the next epoch's growth is measured against
 */
public record ItemMemory(
        FrequentDirections sketch,
        SortedMap<MediaId, Double> support,
        List<PairCounts> pairs,
        double mass,
        double viewers) {
    /** A decayed support or pair below this is forgotten. */
    private static final double FLOOR = .5;

    public ItemMemory {
        support = Collections.unmodifiableSortedMap(support);
        pairs = List.copyOf(pairs);
        if (!(mass >= 0) || !(viewers >= 0)) {
            throw new LearningException("mass and viewers are not negative: " + mass + ", " + viewers);
        }
    }

    public static ItemMemory empty(ItemSettings settings) {
        List<PairCounts> none = new ArrayList<>();
        for (int window : ItemSettings.PAIR_WINDOWS) {
            none.add(PairCounts.empty(window));
        }
        return new ItemMemory(FrequentDirections.empty(settings.sketchSize()), new TreeMap<>(), none, 0, 0);
    }

    /**
     * This memory and the samples of one epoch, one for each viewer, in a canonical order (the sketch depends on it within
     * its error bound).
     */
    public ItemMemory with(List<WeightedSample> samples, ItemSettings settings) {
        return with(EpochRows.of(samples, this, settings), Map.of());
    }

    /**
     * This memory and an epoch's rows, with the amplitude of single titles changed. A title's support and pairs go with the
     * square of its factor, since they count viewers as its column's energy does.
     *
     * <p>The model divides columns by a power of their support. Less support would so give back, for rareness, what the factor
     * takes: a title that a third pushes would stand in the model like a rare favourite. Therefore the column goes with
     * {@code c^(1 + 2·.3)}, which leaves it, behind that division, at c times what it asked for.
     *
     * @param grants titles that are not named count whole
     */
    public ItemMemory with(EpochRows epoch, Map<MediaId, Grant> grants) {
        if (epoch.size() == 0) {
            return this;
        }
        double even = epoch.evened();
        SortedMap<MediaId, Double> total = new TreeMap<>(support);
        Map<MediaId, Double> fresh = HashMap.newHashMap(epoch.viewers().size());
        epoch.viewers().keySet().forEach(id -> fresh.put(id, 0.0));
        for (WeightedSample s : epoch.samples()) {
            List<SampledItem> items = s.sample().items();
            for (int k = 0; k < items.size(); k++) {
                double counted = even * s.reputation() * s.counted(k, grants);
                fresh.computeIfPresent(items.get(k).item(), (id, n) -> n + counted);
            }
        }
        fresh.forEach((id, n) -> total.merge(id, n, Double::sum));
        List<PairCounts> both = pairs.stream()
                .map(p -> p.merge(PairCounts.of(p.window(), epoch.samples(), total.keySet(), grants)
                        .scaled(Map.of(), even)))
                .toList();
        return new ItemMemory(
                sketch.fold(IntStream.range(0, epoch.size())
                        .filter(v -> !epoch.rows().get(v).ids().isEmpty())
                        .mapToObj(v -> epoch.granted(v, grants, 1 + 2 * ItemSettings.COLUMN_EXPONENT))
                        .toList()),
                total,
                both,
                mass + epoch.size(),
                viewers);
    }

    /**
     * What a reader may see of it: columns, supports and pairs of these titles times a factor. A viewer cannot be taken out of
     * a sketch, a title can.
     */
    public ItemMemory scaled(Map<MediaId, Double> factors) {
        if (factors.isEmpty()) {
            return this;
        }
        SortedMap<MediaId, Double> less = new TreeMap<>(support);
        less.replaceAll((id, n) -> n * factors.getOrDefault(id, 1.0));
        return new ItemMemory(
                sketch.scaled(factors),
                less,
                pairs.stream().map(p -> p.scaled(factors, 1)).toList(),
                mass,
                viewers);
    }

    /** With all weights scaled down until it weighs at most so many rows: forgetting follows what came in, not the clock. */
    public ItemMemory within(double rows) {
        return mass <= rows ? this : decayed(rows / mass);
    }

    /** All weights times {@code factor}. */
    ItemMemory decayed(double factor) {
        SortedMap<MediaId, Double> less = new TreeMap<>(support);
        less.replaceAll((id, n) -> n * factor);
        less.values().removeIf(n -> n < FLOOR);
        List<PairCounts> weaker = pairs.stream()
                .map(p -> p.decayed(factor, FLOOR * .1).retaining(less.keySet()))
                .toList();
        return new ItemMemory(sketch.decayed(factor).retaining(less.keySet()), less, weaker, mass * factor, viewers);
    }

    /** The same beside so many standing samples. */
    public ItemMemory beside(double standing) {
        return new ItemMemory(sketch, support, pairs, mass, standing);
    }

    /**
     * The memory of a Core that folded everybody's sample in each epoch: {@code mass} counted a viewer once an epoch and {@code viewers}
     * was the largest epoch, so all weights go with their ratio.
     */
    public ItemMemory eachViewerOnce() {
        return mass > viewers ? decayed(viewers / mass) : this;
    }

    /** Writes sketch, support (count int, then title and double), pairs (count int, then each), mass and viewers (double). */
    public void write(DataOutputStream out) throws IOException {
        sketch.write(out);
        out.writeInt(support.size());
        for (var entry : support.entrySet()) {
            out.writeUTF(entry.getKey().value());
            out.writeDouble(entry.getValue());
        }
        out.writeInt(pairs.size());
        for (PairCounts p : pairs) {
            p.write(out);
        }
        out.writeDouble(mass);
        out.writeDouble(viewers);
    }

    /** Reads what {@link #write} wrote. */
    public static ItemMemory read(DataInputStream in) throws IOException {
        FrequentDirections sketch = FrequentDirections.read(in);
        SortedMap<MediaId, Double> support = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            support.put(new MediaId(in.readUTF()), in.readDouble());
        }
        List<PairCounts> pairs = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            pairs.add(PairCounts.read(in));
        }
        return new ItemMemory(sketch, support, pairs, in.readDouble(), in.readDouble());
    }
}
