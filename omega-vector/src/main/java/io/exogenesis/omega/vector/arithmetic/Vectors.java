package io.exogenesis.omega.vector.arithmetic;

import java.util.List;
import java.util.function.Function;

/** Small arithmetic on float vectors. Sums run in double, so that results do not depend on a kernel. */
public final class Vectors {
    /** Below this length a vector has no direction. */
    static final double TINY = 1e-6;

    private Vectors() {}

    /** A copy of length 1; all zeros if {@code vector} is shorter than 1e-6, since it has no direction. */
    public static float[] unit(float[] vector) {
        float[] out = vector.clone();
        makeUnit(out);
        return out;
    }

    /** The same in place. */
    public static void makeUnit(float[] vector) {
        double norm = norm(vector);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = norm > TINY ? (float) (vector[i] / norm) : 0;
        }
    }

    /** {@code norm(raw − mean)}, a new array of length 1; all zeros if they are equal. */
    public static float[] centred(float[] raw, float[] mean) {
        float[] moved = new float[raw.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = raw[i] - mean[i];
        }
        makeUnit(moved);
        return moved;
    }

    /** Mean of the rows' vectors, which are summed in their order; zeros for none. */
    public static <T> float[] mean(int dimensions, List<T> rows, Function<T, float[]> vectorOf) {
        double[] sum = new double[dimensions];
        for (T row : rows) {
            float[] vector = vectorOf.apply(row);
            for (int i = 0; i < dimensions; i++) {
                sum[i] += vector[i];
            }
        }
        float[] mean = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            mean[i] = rows.isEmpty() ? 0 : (float) (sum[i] / rows.size());
        }
        return mean;
    }

    /** Euclidean length. */
    public static double norm(float[] vector) {
        double squares = 0;
        for (float v : vector) {
            squares += (double) v * v;
        }
        return Math.sqrt(squares);
    }

    /** Dot product of two vectors of equal length. */
    public static float dot(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "vectors of " + a.length + " and " + b.length + " values do not multiply");
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return (float) sum;
    }

    /** Cosine in [−1, 1]; 0 if one of them has no direction. */
    public static float cosine(float[] a, float[] b) {
        double norms = norm(a) * norm(b);
        return norms < TINY * TINY ? 0 : (float) (dot(a, b) / norms);
    }
}
