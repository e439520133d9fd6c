package io.exogenesis.omega.core;

import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/** Counts by name, for tests that look at the counts. */
public final class RecordingMetrics implements CoreMetrics {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Map<String, Long> sums = new ConcurrentHashMap<>();
    private final Map<Metric, Timing> times = new ConcurrentHashMap<>();
    private final Map<Metric, DoubleSupplier> gauges = new ConcurrentHashMap<>();

    /** {@code sync.ok}, {@code ingest.accepted}, {@code rounds} …; the metric's name for those without a short one. */
    public int count(String name) {
        return counts.getOrDefault(name, 0);
    }

    /** What a counter without a label has come to. */
    public int count(Metric counter) {
        return count(counter.published());
    }

    /** What a scrape would see now. */
    public double gauge(Metric gauge) {
        return gauges.getOrDefault(gauge, () -> Double.NaN).getAsDouble();
    }

    @Override
    public long counted(Metric counter, String label) {
        return sums.getOrDefault(counter.published() + "/" + label, 0L);
    }

    @Override
    public Timing timed(Metric timer) {
        return times.getOrDefault(timer, Timing.NONE);
    }

    @Override
    public double measured(Metric gauge) {
        return gauge(gauge);
    }

    @Override
    public void count(Metric counter, String label, long by) {
        String name = switch (counter) {
            case SYNC_REQUESTS -> "sync." + label;
            case INGESTED -> "ingest." + label;
            case DOOR_REFUSED -> "door." + label;
            case QUOTA_REFUSED -> "quota." + label;
            default -> counter.published() + (label.isEmpty() ? "" : "." + label);
        };
        if (by > 0) {
            sums.merge(counter.published() + "/" + label, by, Long::sum);
            if (!label.isEmpty()) {
                sums.merge(counter.published() + "/", by, Long::sum);
            }
            counts.merge(name, (int) by, Integer::sum);
        }
    }

    @Override
    public void time(Metric timer, Duration took) {
        times.merge(
                timer,
                new Timing(1, took),
                (a, b) -> new Timing(a.count() + 1, a.total().plus(b.total())));
        counts.merge(timer == Metric.ROUND_SECONDS ? "rounds" : timer.published(), 1, Integer::sum);
    }

    @Override
    public void gauge(Metric gauge, DoubleSupplier value) {
        gauges.put(gauge, value);
    }
}
