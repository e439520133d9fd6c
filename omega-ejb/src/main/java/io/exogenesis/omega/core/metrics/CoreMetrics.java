package io.exogenesis.omega.core.metrics;

import java.time.Duration;
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
