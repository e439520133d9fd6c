package io.exogenesis.omega.core.healing.control;

/**
 * What the controller wants and expects after one tick.
 *
 * @param inputs to be set now, ln(value/default), within their bounds
 * @param trajectory predicted state at the ticks 0 (now) to {@link Tuning#HORIZON}; empty where nothing was predicted
 * @param kind how it came about
 */
public record Plan(double[] inputs, double[][] trajectory, Kind kind) {
    /** How a plan came about. */
    public enum Kind {
        /** The quadratic program was solved. */
        SOLVED,
        /** A sensor told nothing: the inputs stay. */
        NO_READING,
        /** The program had no solution: the inputs stay. */
        NO_SOLUTION
    }

    /** ln(value/target) that is expected at the end of the horizon. */
    public double expected(Output output) {
        return trajectory[trajectory.length - 1][output.ordinal()];
    }
}
