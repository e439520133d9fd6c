package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The samples of one epoch as rows of the matrix viewers × titles: {@code X_v = s·√ρ_v·x_v/|x_v|₁^.3}, s such that all rows
 * together keep the energy that {@code x} has. Only titles that may be released have a column.
 *
 * @param samples with reputations relative to half of the median; zeros are left out
 * @param rows one for each sample, perhaps empty
 * @param seniority of the titles of each row
 * @param viewers title → distinct viewers of this epoch, only released titles
 */
public record EpochRows(
        List<WeightedSample> samples,
        List<SparseRow> rows,
        List<Seniority> seniority,
        SortedMap<MediaId, Integer> viewers) {
    /** Share of the median reputation from which on a viewer weighs fully; figures in docs/decisions/0030. */
    private static final double FULL = .5;

    public EpochRows {
        samples = List.copyOf(samples);
        rows = List.copyOf(rows);
        seniority = List.copyOf(seniority);
        viewers = Collections.unmodifiableSortedMap(viewers);
    }

    /** The rows of these samples, one for each viewer, as they would join {@code memory}. */
    public static EpochRows of(List<WeightedSample> samples, ItemMemory memory, ItemSettings settings) {
        List<WeightedSample> counted = relative(samples);
        Map<MediaId, Integer> viewers = new HashMap<>();
        counted.forEach(s -> s.sample().items().forEach(i -> viewers.merge(i.item(), 1, Integer::sum)));
        Set<MediaId> released = new HashSet<>(memory.support().keySet());
        viewers.forEach((id, n) -> {
            if (n >= settings.releaseSupport()) {
                released.add(id);
            }
        });
        viewers.keySet().retainAll(released);
        return new EpochRows(
                counted,
                rows(counted, released),
                counted.stream()
                        .map(s -> s.seniority().only(released::contains))
                        .toList(),
                new TreeMap<>(viewers));
    }

    /**
     * Reputations divided by half of the median, and at most 1. More than half of all viewers weigh the same, so a network of newcomers
     * learns as fast as one of veterans, and who came early does not speak for who came later; a newcomer among veterans still weighs
     * little. A third of liars does not move a median far. Zeros fall out.
     */
    private static List<WeightedSample> relative(List<WeightedSample> samples) {
        double[] positive = samples.stream()
                .mapToDouble(WeightedSample::reputation)
                .filter(r -> r > 0)
                .sorted()
                .toArray();
        if (positive.length == 0) {
            return List.of();
        }
        double full = FULL * positive[(positive.length - 1) / 2];
        return samples.stream()
                .filter(s -> s.reputation() > 0)
                .map(s -> new WeightedSample(s.sample(), Math.min(1, s.reputation() / full), s.seniority()))
                .toList();
    }

    private static List<SparseRow> rows(List<WeightedSample> samples, Set<MediaId> released) {
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
                    .filter(i -> released.contains(i.item()))
                    .toList();
            float[] values = new float[kept.size()];
            for (int k = 0; k < values.length; k++) {
                double w = kept.get(k).liking().weight();
                values[k] = (float) (w * factor);
                before += w * w;
                after += w * w * factor * factor;
            }
            rows.add(new SparseRow(kept.stream().map(SampledItem::item).toList(), values));
        }
        float scale = (float) Math.sqrt(before / Math.max(after, 1e-12));
        rows.forEach(r -> {
            for (int k = 0; k < r.values().length; k++) {
                r.values()[k] *= scale;
            }
        });
        return rows;
    }

    /** Of these samples only those at the places that are set; their rows and the titles with a column stay as they are. */
    public EpochRows only(BitSet places) {
        List<WeightedSample> fewSamples = new ArrayList<>();
        List<SparseRow> fewRows = new ArrayList<>();
        List<Seniority> fewSeniorities = new ArrayList<>();
        SortedMap<MediaId, Integer> supporters = new TreeMap<>();
        places.stream().forEach(v -> {
            fewSamples.add(samples.get(v));
            fewRows.add(rows.get(v));
            fewSeniorities.add(seniority.get(v));
            rows.get(v).ids().forEach(id -> supporters.merge(id, 1, Integer::sum));
        });
        return new EpochRows(fewSamples, fewRows, fewSeniorities, supporters);
    }

    /**
     * A row as it is granted.
     *
     * @param exponent of the amplitudes
     */
    public SparseRow granted(int v, Map<MediaId, Grant> grants, double exponent) {
        SparseRow row = rows.get(v);
        if (grants.isEmpty()) {
            return row;
        }
        float[] values = row.values().clone();
        for (int k = 0; k < values.length; k++) {
            Grant grant = grants.get(row.ids().get(k));
            if (grant != null) {
                values[k] *= (float) Math.pow(grant.amplitude(seniority.get(v).since(k)), exponent);
            }
        }
        return new SparseRow(row.ids(), values);
    }

    public int size() {
        return samples.size();
    }

    /** Factor that brings the relative reputations to a mean of 1. */
    double evened() {
        double sum = samples.stream().mapToDouble(WeightedSample::reputation).sum();
        return sum > 0 ? samples.size() / sum : 0;
    }
}
