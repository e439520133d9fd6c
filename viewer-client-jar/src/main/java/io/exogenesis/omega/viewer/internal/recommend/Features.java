package io.exogenesis.omega.viewer.internal.recommend;

/** Arithmetic on one number a title. Titles with a score of negative infinity take no part. */
final class Features {
    private static final double TINY = 1e-9;

    private Features() {}

    /**
     * z-scores of {@code values} by mean and deviation of the titles that take part; 0 where these are all equal, and for a value
     * of negative infinity.
     */
    static float[] standardised(float[] values, float[] takesPart) {
        double sum = 0;
        int n = 0;
        for (int j = 0; j < values.length; j++) {
            if (in(takesPart, j)) {
                sum += values[j];
                n++;
            }
        }
        double mean = n == 0 ? 0 : sum / n;
        double squares = 0;
        for (int j = 0; j < values.length; j++) {
            if (in(takesPart, j)) {
                squares += (values[j] - mean) * (values[j] - mean);
            }
        }
        double deviation = n == 0 ? 0 : Math.sqrt(squares / n);
        float[] out = new float[values.length];
        for (int j = 0; j < values.length; j++) {
            out[j] = values[j] > Float.NEGATIVE_INFINITY && deviation > TINY
                    ? (float) ((values[j] - mean) / deviation)
                    : 0;
        }
        return out;
    }

    private static boolean in(float[] takesPart, int j) {
        return takesPart[j] > Float.NEGATIVE_INFINITY;
    }

    /** {@code target += weight · values}. */
    static void add(float[] target, double weight, float[] values) {
        for (int j = 0; j < target.length; j++) {
            target[j] += (float) (weight * values[j]);
        }
    }

    /** {@code weight · values}, a new array. */
    static float[] scaled(double weight, float[] values) {
        float[] out = new float[values.length];
        add(out, weight, values);
        return out;
    }

    /** {@code target = max(target, values)}. */
    static void max(float[] target, float[] values) {
        for (int j = 0; j < target.length; j++) {
            target[j] = Math.max(target[j], values[j]);
        }
    }
}
