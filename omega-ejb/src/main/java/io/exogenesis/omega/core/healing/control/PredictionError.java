package io.exogenesis.omega.core.healing.control;

import java.util.ArrayDeque;
import java.util.Deque;

/** Compares what was predicted for the latency with what came, so many ticks later: a mean that forgets within some minutes. */
final class PredictionError {
    /** Of each new error. */
    private static final double WEIGHT = .02;

    private final int ahead;
    private final Deque<Double> waiting = new ArrayDeque<>();
    private double mean = Double.NaN;

    /** @param ahead ticks */
    PredictionError(int ahead) {
        this.ahead = ahead;
    }

    /** What is expected {@code ahead} ticks from now; NaN if nothing is. Called once a tick, behind {@link #came}. */
    void expect(double value) {
        waiting.addLast(value);
    }

    /** What is there now. */
    void came(double value) {
        if (waiting.size() < ahead) {
            return;
        }
        double error = Math.abs(waiting.removeFirst() - value);
        if (Double.isFinite(error)) {
            mean = Double.isNaN(mean) ? error : mean + WEIGHT * (error - mean);
        }
    }

    /** Mean absolute error, in the unit of the state; NaN before the first. */
    double mean() {
        return mean;
    }
}
