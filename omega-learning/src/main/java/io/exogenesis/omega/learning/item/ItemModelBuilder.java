package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.linear.Dense;
import io.exogenesis.omega.learning.linear.SymmetricEigen;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Joins the sketch of the samples with the content of the catalogue:
 *
 * <pre>
 * B'   = B · diag(((cnt+1)/mean(cnt+1))^−.3), rescaled to |B|_F;   A = [ B' ; √2·Cᵀ ]
 * A·Aᵀ = Q diag(w) Qᵀ;   V = AᵀQ/√w
 * </pre>
 *
 * The eigenproblem is of size ℓ + 384, whatever the number of viewers and titles. With rows in place of B and full rank the
 * model is EASE^R (Steck, WWW 2019) on the gram matrix plus content, without an inverse of the size titles × titles.
 */
public final class ItemModelBuilder {
    /** Eigenvalues below are noise of float sums. */
    private static final double MIN_EIGENVALUE = 1e-3;

    private final ItemSettings settings;

    public ItemModelBuilder(ItemSettings settings) {
        this.settings = settings;
    }

    /** The model of this memory over all titles of the catalogue, in the catalogue's order. */
    public ItemModel build(ItemMemory memory, ContentSpace content, long version) {
        List<MediaId> ids = new ArrayList<>(content.size());
        List<float[]> centred = new ArrayList<>(content.size());
        for (int j = 0; j < content.size(); j++) {
            ids.add(content.id(j));
            centred.add(content.centred(j));
        }
        return build(memory, ids, centred, version);
    }

    ItemModel build(ItemMemory memory, List<MediaId> ids, List<float[]> centred, long version) {
        float[] support = new float[ids.size()];
        for (int j = 0; j < support.length; j++) {
            support[j] = memory.support().getOrDefault(ids.get(j), 0.0).floatValue();
        }
        List<float[]> collaborative = balanced(memory.sketch(), ids, support);
        Spectral s = Spectral.of(collaborative, centred, settings.rank());
        Map<MediaId, Integer> rowOf =
                IntStream.range(0, ids.size()).boxed().collect(Collectors.toMap(ids::get, j -> j));
        List<PairPlane> planes = memory.pairs().stream()
                .map(p -> p.plane(rowOf, settings.pairsPerTitle()))
                .toList();
        byte[] codes = new byte[ids.size() * s.spectrum().length];
        float[] scales = new float[ids.size()];
        for (int j = 0; j < scales.length; j++) {
            scales[j] = quantise(s.vectors().get(j), codes, j * s.spectrum().length);
        }
        return new ItemModel(version, ids, s.spectrum(), codes, scales, support, planes);
    }

    /** Columns of B' by title; empty for a title that is not in the sketch. */
    static List<float[]> balanced(FrequentDirections sketch, List<MediaId> ids, float[] support) {
        double mean = 0;
        for (float s : support) {
            mean += (s + 1) / support.length;
        }
        double before = 0;
        double after = 0;
        List<float[]> columns = new ArrayList<>(ids.size());
        for (int j = 0; j < support.length; j++) {
            float[] column = sketch.column(ids.get(j));
            float factor = (float) Math.pow((support[j] + 1) / mean, -ItemSettings.COLUMN_EXPONENT);
            for (int k = 0; k < column.length; k++) {
                before += (double) column[k] * column[k];
                column[k] *= factor;
                after += (double) column[k] * column[k];
            }
            columns.add(column);
        }
        float back = (float) Math.sqrt(before / Math.max(after, 1e-12));
        columns.forEach(c -> {
            for (int k = 0; k < c.length; k++) {
                c[k] *= back;
            }
        });
        return columns;
    }

    /** Symmetric int8 with one scale for the row. */
    static float quantise(float[] row, byte[] codes, int at) {
        float max = 0;
        for (float v : row) {
            max = Math.max(max, Math.abs(v));
        }
        if (max == 0) {
            return 0;
        }
        for (int k = 0; k < row.length; k++) {
            codes[at + k] = (byte) Math.round(row[k] / max * 127f);
        }
        return max / 127f;
    }

    /**
     * The leading directions of A.
     *
     * @param spectrum w, descending
     * @param vectors rows of V by title
     */
    record Spectral(float[] spectrum, List<float[]> vectors) {

        static Spectral of(List<float[]> collaborative, List<float[]> centred, int rank) {
            List<float[]> stacked = stacked(collaborative, centred);
            int n = stacked.isEmpty() ? 0 : stacked.getFirst().length;
            SymmetricEigen eigen = SymmetricEigen.of(Dense.gramOfColumns(stacked, n));
            int d = Math.min(1, n); // a model of nothing has one direction of zeros
            while (d < Math.min(rank, n) && eigen.values()[d] > MIN_EIGENVALUE) {
                d++;
            }
            float[] spectrum = new float[d];
            float[][] turn = new float[n][d];
            for (int k = 0; k < d; k++) {
                spectrum[k] = (float) eigen.values()[k];
                for (int i = 0; i < n; i++) {
                    turn[i][k] =
                            (float) (eigen.vectors()[k][i] / Math.sqrt(Math.max(eigen.values()[k], MIN_EIGENVALUE)));
                }
            }
            List<float[]> vectors = new ArrayList<>(stacked.size());
            for (float[] a : stacked) {
                float[] v = new float[d];
                Dense.addAll(v, a, turn);
                vectors.add(v);
            }
            return new Spectral(spectrum, vectors);
        }

        private static List<float[]> stacked(List<float[]> collaborative, List<float[]> centred) {
            int ell = collaborative.stream().mapToInt(c -> c.length).max().orElse(0);
            float weight = (float) Math.sqrt(ItemSettings.CONTENT_WEIGHT);
            List<float[]> out = new ArrayList<>(centred.size());
            for (int j = 0; j < centred.size(); j++) {
                float[] b = collaborative.get(j);
                float[] c = centred.get(j);
                float[] a = java.util.Arrays.copyOf(b, ell + c.length);
                for (int k = 0; k < c.length; k++) {
                    a[ell + k] = weight * c[k];
                }
                out.add(a);
            }
            return out;
        }
    }
}
