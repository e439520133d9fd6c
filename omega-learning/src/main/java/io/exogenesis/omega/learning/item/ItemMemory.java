package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the Core remembers of samples after their epoch: no row, no viewer, and no title that fewer than k viewers had.
 * Immutable.
 *
 * @param sketch of the decayed rows
 * @param support title → decayed number of viewers, only released titles
 * @param pairs decayed directed pairs, one for each window of {@link ItemSettings}
 * @param mass decayed number of rows; with several epochs it counts a viewer several times
 * @param viewers how many viewers the rows stand for: the largest epoch, decayed
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
        List<WeightedSample> counted = relative(samples);
        if (counted.isEmpty()) {
            return this;
        }
        SortedMap<MediaId, Double> total = new TreeMap<>(support);
        SortedMap<MediaId, Double> fresh = new TreeMap<>();
        for (WeightedSample s : counted) {
            s.sample().items().forEach(i -> fresh.merge(i.item(), 1.0, Double::sum));
        }
        fresh.forEach((id, n) -> {
            if (n >= settings.releaseSupport() || support.containsKey(id)) {
                total.merge(id, n, Double::sum);
            }
        });
        List<PairCounts> both = pairs.stream()
                .map(p -> p.merge(PairCounts.of(p.window(), counted, total.keySet())))
                .toList();
        return new ItemMemory(
                sketch.fold(rows(counted, total)),
                total,
                both,
                mass + counted.size(),
                Math.max(viewers, counted.size()));
    }

    /** After an epoch without anybody: all weights times {@code factor}. */
    public ItemMemory decayed(double factor) {
        SortedMap<MediaId, Double> less = new TreeMap<>(support);
        less.replaceAll((id, n) -> n * factor);
        less.values().removeIf(n -> n < FLOOR);
        List<PairCounts> weaker = pairs.stream()
                .map(p -> p.decayed(factor, FLOOR * .1).retaining(less.keySet()))
                .toList();
        return new ItemMemory(
                sketch.decayed(factor).retaining(less.keySet()), less, weaker, mass * factor, viewers * factor);
    }

    /** Reputations divided by the largest: a network of newcomers learns as fast as one of veterans. Zeros fall out. */
    private static List<WeightedSample> relative(List<WeightedSample> samples) {
        double max =
                samples.stream().mapToDouble(WeightedSample::reputation).max().orElse(0);
        if (max <= 0) {
            return List.of();
        }
        return samples.stream()
                .filter(s -> s.reputation() > 0)
                .map(s -> new WeightedSample(s.sample(), s.reputation() / max))
                .toList();
    }

    /** {@code sqrt(reputation)·x/|x|₁^.3}, scaled so that all rows together keep the energy that {@code x} has. */
    private static List<SparseRow> rows(List<WeightedSample> samples, SortedMap<MediaId, Double> released) {
        double before = 0;
        double after = 0;
        List<SparseRow> rows = new ArrayList<>();
        for (WeightedSample s : samples) {
            double sum = 0;
            for (SampledItem i : s.sample().items()) {
                sum += i.liking().weight();
            }
            double factor = Math.sqrt(s.reputation()) / Math.pow(Math.max(sum, 1), ItemSettings.ROW_EXPONENT);
            List<SampledItem> kept = s.sample().items().stream()
                    .filter(i -> released.containsKey(i.item()))
                    .toList();
            float[] values = new float[kept.size()];
            for (int k = 0; k < values.length; k++) {
                double w = kept.get(k).liking().weight();
                values[k] = (float) (w * factor);
                before += w * w;
                after += w * w * factor * factor;
            }
            if (values.length > 0) {
                rows.add(new SparseRow(kept.stream().map(SampledItem::item).toList(), values));
            }
        }
        float scale = (float) Math.sqrt(before / Math.max(after, 1e-12));
        rows.forEach(r -> {
            for (int k = 0; k < r.values().length; k++) {
                r.values()[k] *= scale;
            }
        });
        return rows;
    }

    /** Factor that brings sums over several epochs back to the scale of one row a viewer. */
    double scale() {
        return mass > 0 ? viewers / mass : 0;
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
