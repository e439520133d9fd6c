package io.exogenesis.omega.core.distribute;

import io.exogenesis.omega.core.bank.BankUpdated;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.model.BankDelta;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How long what a round found takes to viewers: from its commit until somebody who lacked it has pulled it. Rounds before the
 * last {@value #REMEMBERED}, or before the process started, are not measured: who missed those was away.
 */
@Singleton
public class VersionAge {
    private static final int REMEMBERED = 64;

    private final InstantSource clock;
    private final CoreMetrics metrics;
    /** By the version before the round. */
    private final NavigableMap<Long, Commit> commits = new ConcurrentSkipListMap<>();

    private record Commit(long version, Instant at) {}

    @Inject
    public VersionAge(InstantSource clock, CoreMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Each change of a round has a version of its own. */
    public void committed(@Observes BankUpdated update) {
        long version = update.version().number();
        long changes = (long) update.upserts() + update.removals();
        if (changes > 0) {
            commits.put(version - changes, new Commit(version, clock.instant()));
        }
        while (commits.size() > REMEMBERED) {
            commits.pollFirstEntry();
        }
    }

    /** A viewer is sent the last page of what it lacks. */
    void pulled(BankDelta delta) {
        var first = commits.floorEntry(delta.since().number());
        if (first != null
                && !delta.snapshot()
                && delta.since().number() < first.getValue().version()) {
            metrics.time(
                    Metric.DISTRIBUTION_SECONDS,
                    Duration.between(first.getValue().at(), clock.instant()));
        }
    }
}
