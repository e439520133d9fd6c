package io.exogenesis.omega.learning.fusion;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What several rules do with vectors; sums in double, in the order of the list. */
final class Points {
    private Points() {}

    /** Σ w·x / Σ w; empty if the weights do not add up to something positive or a sum leaves the range of a float. */
    static Optional<float[]> mean(List<Ballot> ballots, ToDoubleFunction<Ballot> weight) {
        if (ballots.isEmpty()) {
            return Optional.empty();
        }
        double[] sum = new double[ballots.getFirst().vector().length];
        double total = 0;
        for (Ballot b : ballots) {
            double w = weight.applyAsDouble(b);
            total += w;
            for (int c = 0; c < sum.length; c++) {
                sum[c] += w * b.vector()[c];
            }
        }
        return total > 0 ? toFloats(sum, total) : Optional.empty();
    }

    /** Empty if a value is not finite any more. */
    static Optional<float[]> toFloats(double[] sum, double divisor) {
        float[] out = new float[sum.length];
        for (int c = 0; c < out.length; c++) {
            out[c] = (float) (sum[c] / divisor);
            if (!Float.isFinite(out[c])) {
                return Optional.empty();
            }
        }
        return Optional.of(out);
    }

    static double squaredDistance(float[] a, float[] b) {
        double squares = 0;
        for (int c = 0; c < a.length; c++) {
            double d = (double) a[c] - b[c];
            squares += d * d;
        }
        return squares;
    }

    /**
     * Of each point to one. Four at a time: each sum keeps its order, and so its bits, but no longer waits for its own last
     * addition.
     */
    static double[] squaredDistances(float[][] points, float[] to) {
        double[] out = new double[points.length];
        int i = 0;
        for (; i + 3 < points.length; i += 4) {
            float[] p0 = points[i];
            float[] p1 = points[i + 1];
            float[] p2 = points[i + 2];
            float[] p3 = points[i + 3];
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int c = 0; c < to.length; c++) {
                double d0 = (double) p0[c] - to[c];
                double d1 = (double) p1[c] - to[c];
                double d2 = (double) p2[c] - to[c];
                double d3 = (double) p3[c] - to[c];
                s0 += d0 * d0;
                s1 += d1 * d1;
                s2 += d2 * d2;
                s3 += d3 * d3;
            }
            out[i] = s0;
            out[i + 1] = s1;
            out[i + 2] = s2;
            out[i + 3] = s3;
        }
        for (; i < points.length; i++) {
            out[i] = squaredDistance(points[i], to);
        }
        return out;
    }

    /** Liars that are to be withstood among {@code n}. */
    static int liars(int n, double tolerance) {
        return (int) Math.floor(tolerance * n + 1e-9);
    }

    /** The middle one, the upper of two. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
