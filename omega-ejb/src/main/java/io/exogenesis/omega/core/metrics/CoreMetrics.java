package io.exogenesis.omega.core.metrics;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/** What the Core counts; {@link MpCoreMetrics} publishes it. Safe for concurrent use. */
public interface CoreMetrics {
    /** Counts nothing: for tests of other things. */
    CoreMetrics NONE = new CoreMetrics() {
        @Override
        public void count(Metric counter, String label, long by) {}

        @Override
        public void time(Metric timer, Duration took) {}

        @Override
        public void gauge(Metric gauge, DoubleSupplier value) {}

        @Override
        public long counted(Metric counter, String label) {
            return 0;
        }

        @Override
        public Timing timed(Metric timer) {
            return Timing.NONE;
        }

        @Override
        public double measured(Metric gauge) {
            return Double.NaN;
        }
    };

    /**
     * Adds to a counter.
     *
     * @param label value of the counter's label, out of a small fixed set (never foreign text); empty for a counter without one
     * @param by what to add; nothing happens for 0
     */
    void count(Metric counter, String label, long by);

    /** Adds one duration to a timer. */
    void time(Metric timer, Duration took);

    /** {@code value} is asked at each scrape; it must be quick, and NaN stands for "not known". */
    void gauge(Metric gauge, DoubleSupplier value);

    /** What a counter has come to since the start; with an empty label all of its labels together. */
    long counted(Metric counter, String label);

    /** What a timer has come to since the start. */
    Timing timed(Metric timer);

    /** What a scrape would see now; NaN for "not known". */
    double measured(Metric gauge);

    /**
     * Durations together.
     *
     * @param count how many
     */
    record Timing(long count, Duration total) {
        public static final Timing NONE = new Timing(0, Duration.ZERO);

        /** Seconds; empty before the first. */
        public OptionalDouble mean() {
            return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(total.toNanos() / 1e9 / count);
        }
    }

    /** Share of the recommended titles shown to the audit cohort that it watched; NaN before its first report. */
    default double accuracy() {
        return counted(Metric.AUDIT_TITLES, "watched") / (double) counted(Metric.AUDIT_TITLES, "shown");
    }

    /** One frame was answered. */
    default void sync(String outcome, Duration took) {
        count(Metric.SYNC_REQUESTS, outcome, 1);
        time(Metric.SYNC_SECONDS, took);
    }

    /** Contributions of a push, by what became of them. */
    default void ingested(String result, int count) {
        count(Metric.INGESTED, result, count);
    }

    /** A request was refused before its content was looked at. */
    default void refusedAtDoor(String reason) {
        count(Metric.DOOR_REFUSED, reason, 1);
    }

    /** Contributions were refused by a quota. */
    default void refusedByQuota(String kind, int count) {
        count(Metric.QUOTA_REFUSED, kind, count);
    }
}
