package io.exogenesis.omega.vector.arithmetic;

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
