package io.exogenesis.omega.core;

import io.exogenesis.omega.core.metrics.CoreMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** Counts by name, for tests that look at the counts. */
public final class RecordingMetrics implements CoreMetrics {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    /** {@code sync.ok}, {@code ingest.accepted}, {@code rounds} … */
    public int count(String name) {
        return counts.getOrDefault(name, 0);
    }

    @Override
    public void sync(String outcome, Duration took) {
        counts.merge("sync." + outcome, 1, Integer::sum);
    }

    @Override
    public void ingested(String result, int count) {
        counts.merge("ingest." + result, count, Integer::sum);
    }

    @Override
    public void refusedByQuota(String kind, int count) {
        counts.merge("quota." + kind, count, Integer::sum);
    }

    @Override
    public void round(Duration took) {
        counts.merge("rounds", 1, Integer::sum);
    }

    @Override
    public void bankPatterns(IntSupplier size) {}
}
