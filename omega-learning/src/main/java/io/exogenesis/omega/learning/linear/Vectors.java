package io.exogenesis.omega.learning.linear;

/** Operations on float vectors of equal length. */
public final class Vectors {
    private Vectors() {}

    /** Inner product. Eight running sums, so that the compiler may use vector registers. */
    public static float dot(float[] a, float[] b) {
        int n = a.length;
        int whole = n & ~7;
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int i = 0; i < whole; i += 8) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
            s4 += a[i + 4] * b[i + 4];
            s5 += a[i + 5] * b[i + 5];
            s6 += a[i + 6] * b[i + 6];
            s7 += a[i + 7] * b[i + 7];
        }
        for (int i = whole; i < n; i++) {
            s0 += a[i] * b[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    /** {@code target += factor · v}. */
    public static void addScaled(float[] target, float factor, float[] v) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * v[i];
        }
    }

    /** Euclidean length, summed in double. */
    public static double length(float[] v) {
        double squares = 0;
        for (float x : v) {
            squares += (double) x * x;
        }
        return Math.sqrt(squares);
    }

    /** Copy of length 1; a copy of zeros if {@code v} has no direction (zero or not finite). */
    public static float[] normalised(float[] v) {
        double length = length(v);
        float[] out = new float[v.length];
        if (length > 1e-12 && Double.isFinite(length)) {
            for (int i = 0; i < v.length; i++) {
                out[i] = (float) (v[i] / length);
            }
        }
        return out;
    }
}
