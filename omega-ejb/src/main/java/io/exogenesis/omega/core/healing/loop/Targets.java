package io.exogenesis.omega.core.healing.loop;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.healing.control.Output;
import io.exogenesis.omega.core.healing.sense.Sample;

/**
 * What the outputs should stay below.
 *
 * @param p95Millis {@code omega.healing.latency-target}
 * @param queue frames in work at once, of a Core that answers few
 * @param ageSeconds age of the oldest contribution that waits for a round
 */
record Targets(double p95Millis, double queue, double ageSeconds) {
    /** More frames than that wait for each other: threads and connections to the database are fewer. */
    private static final double QUEUE = 64;
    /** Rounds that fall one interval behind are normal: they take time themselves. */
    private static final double INTERVALS = 2;

    /** The 95 % quantile of fewer frames is the slowest of them: one that waited for a class to be loaded says nothing of load. */
    private static final long LEAST_ANSWERED = 20;

    private static final double LEAST_MILLIS = 1;
    private static final double LEAST_SECONDS = 1;

    static Targets of(CoreSettings settings) {
        return new Targets(
                settings.healing().latencyTarget().toMillis(),
                QUEUE,
                INTERVALS * settings.aggregate().interval().toMillis() / 1e3);
    }

    /** ln(value/target) of each {@link Output}; not finite where the sensor told nothing. */
    double[] outputs(Sample sample) {
        double[] out = new double[Output.values().length];
        double millis =
                sample.sync().answered() < LEAST_ANSWERED ? 0 : sample.sync().p95Millis();
        out[Output.LATENCY.ordinal()] = Math.log(Math.max(LEAST_MILLIS, millis) / p95Millis);
        out[Output.QUEUE.ordinal()] = Math.log((1 + sample.sync().inWork()) / (1 + queue(sample)));
        out[Output.BACKLOG.ordinal()] =
                Math.log(Math.max(LEAST_SECONDS, sample.backlog().ageSeconds()) / ageSeconds);
        return out;
    }

    /**
     * By Little's law a Core that answers λ frames a second, each within the wanted time W, has λW in work: so many are no queue. Of one
     * that answers few, or none any more, {@link #QUEUE} are.
     */
    private double queue(Sample sample) {
        return Math.max(queue, sample.sync().answeredPerSecond() * p95Millis / 1e3);
    }

    /** How near the nearest of latency and frames in work is to its target: 1 is there. */
    double load(Sample sample) {
        double waiting = sample.sync().inWork() / queue(sample);
        double late =
                sample.sync().answered() < LEAST_ANSWERED ? 0 : sample.sync().p95Millis() / p95Millis;
        return Math.max(Double.isFinite(waiting) ? waiting : 0, Double.isFinite(late) ? late : 0);
    }

    /** The reverse of {@link #outputs}, for one, while the Core fares like this. */
    double value(Output output, double logarithm, Sample sample) {
        return switch (output) {
            case LATENCY -> Math.exp(logarithm) * p95Millis;
            case QUEUE -> Math.exp(logarithm) * (1 + queue(sample)) - 1;
            case BACKLOG -> Math.exp(logarithm) * ageSeconds;
        };
    }
}
