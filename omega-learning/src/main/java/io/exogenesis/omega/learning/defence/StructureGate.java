package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.item.FrequentDirections;
import io.exogenesis.omega.learning.item.SparseRow;
import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.model.MediaId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Do a title's supporters look like viewers who would like it? For each supporter v of title j the percentile of
 * {@code ((z_v − x_vj·Y_j)·Y_j)/|z_v|} among the rows of its half, {@code z_v = Σ_i x_vi·Y_i}; Y are the columns of the
 * <em>other</em> half's sketch as it stood <em>before</em> this epoch, so that no row vouches for itself. Honest titles score
 * above .6, titles pushed by rows made up without regard to taste .4 to .56. Clones of true fans pass: the clamp is for them.
 */
final class StructureGate {
    /** Below, the mean is noise. */
    static final int MIN_SUPPORTERS = 6;
    /** Rows of a half that make the scale; more would sharpen percentiles that are averaged anyway. */
    static final int REFERENCES = 500;

    private final List<Half> halves = new ArrayList<>();

    /**
     * @param rows of this epoch
     * @param pseudonyms of their viewers
     * @param before sketches of half 0 and half 1 as they were before this epoch
     */
    StructureGate(List<SparseRow> rows, List<String> pseudonyms, List<FrequentDirections> before) {
        for (int h = 0; h < 2; h++) {
            List<SparseRow> own = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int v = 0; v < rows.size(); v++) {
                if (half(pseudonyms.get(v)) == h && !rows.get(v).ids().isEmpty()) {
                    own.add(rows.get(v));
                    names.add(pseudonyms.get(v));
                }
            }
            halves.add(new Half(own, names, before.get(1 - h)));
        }
    }

    /** The half of a viewer, the same in every epoch. */
    static int half(String pseudonym) {
        return (int) (DensityDiscount.hash(pseudonym) >>> 40) & 1;
    }

    /** Mean percentile in [0, 1] of each of these titles; those with too few judgeable supporters are left out. */
    SortedMap<MediaId, Double> percentiles(Iterable<MediaId> titles) {
        SortedMap<MediaId, Double> out = new TreeMap<>();
        for (MediaId title : titles) {
            double sum = 0;
            int supporters = 0;
            for (Half half : halves) {
                for (double p : half.percentiles(title)) {
                    sum += p;
                    supporters++;
                }
            }
            if (supporters >= MIN_SUPPORTERS) {
                out.put(title, sum / supporters);
            }
        }
        return out;
    }

    /** The rows of one half, seen through the other half's past. */
    private static final class Half {
        private final Map<MediaId, float[]> factors;
        private final float[][] tastes;
        private final double[] lengths;
        private final int[] references;
        private final Map<MediaId, List<Holding>> supporters = new HashMap<>();
        /** x_vj of the title in question, by row: set and cleared again by {@link #percentiles}. */
        private final float[] held;

        private record Holding(int row, float value) {}

        Half(List<SparseRow> rows, List<String> pseudonyms, FrequentDirections past) {
            this.factors = past.columns();
            this.tastes = new float[rows.size()][past.rowCount()];
            this.lengths = new double[rows.size()];
            this.held = new float[rows.size()];
            this.references = DensityDiscount.chosen(pseudonyms, REFERENCES);
            for (int v = 0; v < rows.size(); v++) {
                SparseRow row = rows.get(v);
                for (int k = 0; k < row.values().length; k++) {
                    MediaId title = row.ids().get(k);
                    supporters.computeIfAbsent(title, x -> new ArrayList<>()).add(new Holding(v, row.values()[k]));
                    float[] y = factors.get(title);
                    if (y != null) {
                        Vectors.addScaled(tastes[v], row.values()[k], y);
                    }
                }
                lengths[v] = Vectors.length(tastes[v]);
            }
        }

        /** Of each supporter, its mid-rank; nothing for a title that the other half has no past of. */
        double[] percentiles(MediaId title) {
            float[] y = factors.get(title);
            List<Holding> own = supporters.getOrDefault(title, List.of());
            if (y == null || own.isEmpty() || Vectors.dot(y, y) == 0) {
                return new double[0];
            }
            own.forEach(h -> held[h.row] = h.value);
            double own2 = Vectors.dot(y, y);
            double[] scale = Arrays.stream(references)
                    .mapToDouble(r -> affinity(r, y, own2))
                    .sorted()
                    .toArray();
            double[] out = own.stream()
                    .mapToDouble(h -> rank(scale, affinity(h.row, y, own2)))
                    .toArray();
            own.forEach(h -> held[h.row] = 0);
            return out;
        }

        private double affinity(int v, float[] y, double own2) {
            return (Vectors.dot(tastes[v], y) - held[v] * own2) / (lengths[v] + 1e-12);
        }

        private static double rank(double[] sorted, double value) {
            int below = lowerBound(sorted, value);
            int notAbove = lowerBound(sorted, Math.nextUp(value));
            return (below + notAbove) / 2. / sorted.length;
        }

        private static int lowerBound(double[] sorted, double value) {
            int from = 0;
            int to = sorted.length;
            while (from < to) {
                int mid = (from + to) >>> 1;
                if (sorted[mid] < value) {
                    from = mid + 1;
                } else {
                    to = mid;
                }
            }
            return from;
        }
    }
}
