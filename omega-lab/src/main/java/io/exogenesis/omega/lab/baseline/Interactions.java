package io.exogenesis.omega.lab.baseline;

import io.exogenesis.omega.lab.data.RatingEvent;
import java.util.List;

/**
 * The sparse matrix X, viewers × items, by rows and by columns: what was rated with its weight, each pair once. Viewers that
 * watched nothing have an empty row.
 */
public final class Interactions {
    private final List<Watched> rows;
    private final int[][] viewersOf;
    private final float[][] weightsOf;

    private Interactions(List<Watched> rows, int items) {
        this.rows = rows;
        int[] counts = new int[items];
        rows.forEach(r -> {
            for (int item : r.items()) {
                counts[item]++;
            }
        });
        viewersOf = new int[items][];
        weightsOf = new float[items][];
        for (int i = 0; i < items; i++) {
            viewersOf[i] = new int[counts[i]];
            weightsOf[i] = new float[counts[i]];
        }
        for (int u = rows.size() - 1; u >= 0; u--) {
            Watched r = rows.get(u);
            for (int k = 0; k < r.size(); k++) {
                int item = r.items()[k];
                int at = --counts[item];
                viewersOf[item][at] = u;
                weightsOf[item][at] = r.weights()[k];
            }
        }
    }

    /** @param histories oldest first */
    public static Interactions of(List<List<RatingEvent>> histories, int items) {
        return of(histories, items, Confidence.NONE);
    }

    /**
     * Weights times the confidence in the counts.
     *
     * @param histories oldest first
     */
    static Interactions of(List<List<RatingEvent>> histories, int items, Confidence confidence) {
        return new Interactions(
                histories.stream().map(h -> Watched.of(h, confidence)).toList(), items);
    }

    /** Number of rows. */
    public int viewers() {
        return rows.size();
    }

    /** Number of columns. */
    public int items() {
        return viewersOf.length;
    }

    public Watched row(int viewer) {
        return rows.get(viewer);
    }

    /** Who watched an item, ascending. */
    public int[] viewersOf(int item) {
        return viewersOf[item];
    }

    /** With which weight, in the order of {@link #viewersOf}. */
    public float[] weightsOf(int item) {
        return weightsOf[item];
    }

    /** {@code X·q}: one value a viewer. */
    public double[] times(Watched q) {
        double[] out = new double[viewers()];
        for (int k = 0; k < q.size(); k++) {
            int item = q.items()[k];
            for (int x = 0; x < viewersOf[item].length; x++) {
                out[viewersOf[item][x]] += q.weights()[k] * weightsOf[item][x];
            }
        }
        return out;
    }

    /** {@code Xᵀ·w}: one value an item. */
    public double[] transposedTimes(double[] w) {
        double[] out = new double[items()];
        for (int u = 0; u < w.length; u++) {
            Watched r = rows.get(u);
            for (int k = 0; k < r.size(); k++) {
                out[r.items()[k]] += w[u] * r.weights()[k];
            }
        }
        return out;
    }
}
