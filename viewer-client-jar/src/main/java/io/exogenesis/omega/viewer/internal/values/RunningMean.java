package io.exogenesis.omega.viewer.internal.values;

/** A mean that needs no history. */
public final class RunningMean {
    private RunningMean() {}

    /** The mean of n values and one more; kept in [0, 1] against rounding when all values are. */
    public static double after(double mean, long n, double value) {
        return Math.clamp(mean + (value - mean) / (n + 1), 0, 1);
    }

    /** The same without bounds. */
    public static double unbounded(double mean, long n, double value) {
        return mean + (value - mean) / (n + 1);
    }
}
