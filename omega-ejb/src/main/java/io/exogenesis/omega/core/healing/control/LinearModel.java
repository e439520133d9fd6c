package io.exogenesis.omega.core.healing.control;

import java.util.Arrays;

/**
 * x(k+1) = A x(k) + B v(k) + c, at one tick a second; x are the {@link Output}s, v the {@link Input}s after their lag.
 *
 * @param a 3 × 3; the sum of absolute values of each row is at most {@value #MOST_GROWTH}, so that no prediction grows without end
 * @param b 3 × 3, each element with the sign that physics gives it
 * @param c 3
 */
public record LinearModel(double[][] a, double[][] b, double[] c) {
    /** ‖A‖∞ below 1 is stability (Horn and Johnson, Matrix Analysis, 5.6.9). */
    static final double MOST_GROWTH = .98;

    /** An effect is between a third and three times of what physics says, or the estimate is wrong. */
    private static final double MOST_DIFFERENT = 3;

    /**
     * What is believed before anything is measured.
     *
     * <p>An output keeps .7 of its deviation over a tick: the sensor looks at the frames of the last seconds, a time constant of 3 s.
     * Waiting in an M/M/1 queue is proportional to ρ/(1−ρ), so at the load where somebody has to act, ρ = .75, one per cent of frames
     * makes 1/(1−ρ) − 1 = 3 % of time in the system (Kleinrock, Queueing Systems I, 3.2), both by admission and by sync delay; the queue
     * grows by one more (Little's law). A round takes about a tenth of the processor, hence a tenth of that effect for the interval. The
     * age of what waits is proportional to the interval.
     */
    public static LinearModel prior() {
        double kept = .7;
        double b = 1 - kept;
        return new LinearModel(
                new double[][] {{kept, 0, 0}, {0, kept, 0}, {0, 0, kept}},
                new double[][] {{-.3 * b, -3 * b, 3 * b}, {-.3 * b, -4 * b, 4 * b}, {1 * b, 0, 0}},
                new double[Output.COUNT]);
    }

    /** The state after {@code x} under the lagged inputs {@code v}. */
    double[] next(double[] x, double[] v) {
        double[] y = c.clone();
        for (int i = 0; i < Output.COUNT; i++) {
            for (int j = 0; j < Output.COUNT; j++) {
                y[i] += a[i][j] * x[j];
            }
            for (int j = 0; j < Input.COUNT; j++) {
                y[i] += b[i][j] * v[j];
            }
        }
        return y;
    }

    /**
     * The nearest model that is stable and whose effects have the sign and the order of magnitude of the prior's: what noise makes of an
     * estimate must neither turn the controller's sign nor make it wild (projection, Ljung 11.6).
     */
    LinearModel projected(LinearModel prior) {
        double[][] stable = new double[Output.COUNT][];
        double[][] near = new double[Output.COUNT][Input.COUNT];
        for (int i = 0; i < Output.COUNT; i++) {
            double sum = Arrays.stream(a[i]).map(Math::abs).sum();
            double scale = sum > MOST_GROWTH ? MOST_GROWTH / sum : 1;
            stable[i] = Arrays.stream(a[i]).map(v -> v * scale).toArray();
            for (int j = 0; j < Input.COUNT; j++) {
                double one = prior.b[i][j] / MOST_DIFFERENT;
                double other = prior.b[i][j] * MOST_DIFFERENT;
                near[i][j] = Math.clamp(b[i][j], Math.min(one, other), Math.max(one, other));
            }
        }
        return new LinearModel(stable, near, c.clone());
    }
}
