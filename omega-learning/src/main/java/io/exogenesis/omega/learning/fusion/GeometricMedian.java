package io.exogenesis.omega.learning.fusion;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.model.Embedding;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The point with the least weighted sum of distances to all points. As long as arbitrary points hold less than half of the
 * weight, it stays near the others, however far the arbitrary ones lie.
 *
 * <p>Weiszfeld's iteration, 20 steps, O(20·n·d), from the coordinate-wise median, which has the same breakdown point; Pillutla,
 * Kakade, Harchaoui, "Robust aggregation for federated learning", IEEE TSP 2022.
 */
public final class GeometricMedian {
    private static final int STEPS = 20;
    /** Points whose coordinate-wise median is the start, evenly drawn from those in canonical order. */
    private static final int START = 256;
    /** Distances below this count as this: the iteration divides by them. */
    private static final double SMOOTHING = 1e-6;

    private GeometricMedian() {}

    /**
     * @param points of equal length; those that are not finite, or whose weight is not positive and finite, do not count
     * @param weights one for each point
     * @return the median; empty if no point counts. Order of the points has no influence, not even on the last bit.
     */
    public static Optional<float[]> of(List<float[]> points, double[] weights) {
        if (points.size() != weights.length) {
            throw new LearningException(points.size() + " points have " + weights.length + " weights");
        }
        int[] order = IntStream.range(0, weights.length)
                .filter(i -> weights[i] > 0 && Double.isFinite(weights[i]) && finite(points.get(i)))
                .boxed()
                .sorted(Comparator.<Integer, float[]>comparing(points::get, Arrays::compare)
                        .thenComparingDouble(i -> weights[i]))
                .mapToInt(i -> i)
                .toArray();
        if (order.length == 0) {
            return Optional.empty();
        }
        float[][] x = Arrays.stream(order).mapToObj(points::get).toArray(float[][]::new);
        double[] w = Arrays.stream(order).mapToDouble(i -> weights[i]).toArray();
        float[] median = start(x, w);
        for (int step = 0; step < STEPS && x.length > 1; step++) {
            float[] next = weiszfeld(x, w, median);
            if (Arrays.equals(next, median)) {
                break; // further steps would change no bit
            }
            median = next;
        }
        return Optional.of(median);
    }

    /**
     * The median of directions: points are brought to length 1 before and rounded to int8, the result is brought to length 1
     * after; empty if it has no direction.
     */
    public static Optional<float[]> ofDirections(List<float[]> points, double[] weights) {
        if (points.size() != weights.length) {
            throw new LearningException(points.size() + " points have " + weights.length + " weights");
        }
        return DirectionMedian.of(points, weights).flatMap(GeometricMedian::direction);
    }

    /** The same of embeddings, by their codes as they are. */
    public static Optional<Embedding> ofEmbeddings(List<Embedding> points, double[] weights) {
        byte[] codes = new byte[Embedding.DIMENSIONS * points.size()];
        for (int i = 0; i < points.size(); i++) {
            points.get(i).copyCodes(codes, i * Embedding.DIMENSIONS);
        }
        return DirectionMedian.of(Embedding.DIMENSIONS, codes, weights)
                .flatMap(GeometricMedian::direction)
                .map(Embedding::of);
    }

    private static Optional<float[]> direction(float[] median) {
        return Optional.of(Vectors.normalised(median)).filter(v -> Vectors.length(v) > .5);
    }

    /** Any start leads to the same point; that of some is enough to be near it, and costs less than the steps. */
    private static float[] start(float[][] x, double[] w) {
        if (x.length <= START) {
            return coordinateMedian(x, w);
        }
        float[][] some = new float[START][];
        double[] weights = new double[START];
        for (int i = 0; i < START; i++) {
            int at = (int) ((long) i * x.length / START);
            some[i] = x[at];
            weights[i] = w[at];
        }
        return coordinateMedian(some, weights);
    }

    private static float[] weiszfeld(float[][] x, double[] w, float[] from) {
        double[] sum = new double[from.length];
        double total = 0;
        double[] squares = Points.squaredDistances(x, from);
        for (int i = 0; i < x.length; i++) {
            double pull = w[i] / Math.max(Math.sqrt(squares[i]), SMOOTHING);
            total += pull;
            for (int c = 0; c < sum.length; c++) {
                sum[c] += pull * x[i][c];
            }
        }
        float[] next = new float[from.length];
        for (int c = 0; c < next.length; c++) {
            next[c] = (float) (sum[c] / total);
        }
        return next;
    }

    /** In each coordinate the value at which half of the weight is reached. */
    static float[] coordinateMedian(float[][] x, double[] w) {
        double half = Arrays.stream(w).sum() / 2;
        float[] out = new float[x[0].length];
        long[] order = new long[x.length];
        for (int c = 0; c < out.length; c++) {
            for (int i = 0; i < order.length; i++) {
                order[i] = (long) sortable(x[i][c]) << Integer.SIZE | i;
            }
            Arrays.sort(order);
            double below = 0;
            for (long packed : order) {
                int i = (int) packed;
                out[c] = x[i][c];
                below += w[i];
                if (below >= half) {
                    break;
                }
            }
        }
        return out;
    }

    /** An int that sorts as the finite float does. */
    private static int sortable(float value) {
        int bits = Float.floatToIntBits(value + 0f); // −0 becomes 0
        return bits < 0 ? ~bits ^ Integer.MIN_VALUE : bits;
    }

    static boolean finite(float[] v) {
        for (float c : v) {
            if (!Float.isFinite(c)) {
                return false;
            }
        }
        return true;
    }
}
