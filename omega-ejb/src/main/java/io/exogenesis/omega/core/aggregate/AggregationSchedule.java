package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.Backoff;
import io.exogenesis.omega.core.config.AggregateSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When rounds run and epochs end, and when a viewer should come again. The controller of self-healing moves two of these times while the
 * Core is under load; nobody else does.
 */
@Singleton
public class AggregationSchedule {
    /** The specification's sync interval. */
    private static final Duration SYNC_INTERVAL = Duration.ofSeconds(60);
    /**
     * A round that fails may have cost minutes before it did, and what broke it (a full disk, a poisoned epoch) seldom mends
     * itself: after some failures it is tried at a tenth of the usual rate.
     */
    private static final int MOST_INTERVALS = 10;

    private final AggregateSettings settings;
    private final Backoff afterFailures;
    private volatile Duration interval;
    private volatile Duration nextSync = SYNC_INTERVAL;

    @Inject
    public AggregationSchedule(CoreSettings settings, RandomGenerator random) {
        this.settings = settings.aggregate();
        this.interval = this.settings.interval();
        this.afterFailures = new Backoff(interval, interval.multipliedBy(MOST_INTERVALS), random);
    }

    /** Delay until the next sync of a viewer, before it is stretched under load ({@code SyncPace}). */
    public Duration nextSync() {
        return nextSync;
    }

    /** {@link #nextSync} of a Core that is not under load. */
    public Duration usualNextSync() {
        return SYNC_INTERVAL;
    }

    /** {@link #nextRound} after a committed round of a Core that is not under load. */
    public Duration usualInterval() {
        return settings.interval();
    }

    /** For the controller: rest until the next round, from the next round's end on. At least a millisecond. */
    public void interval(Duration interval) {
        this.interval = interval;
    }

    /** For the controller: what viewers are recommended from now on. At least a millisecond. */
    public void nextSync(Duration nextSync) {
        this.nextSync = nextSync;
    }

    /**
     * Rest until the timer's next round.
     *
     * @param failures failed rounds in a row; 0 after a committed one
     * @return the interval, or after failures a pause that doubles from the interval up to ten times of it
     */
    public Duration nextRound(int failures) {
        return failures == 0 ? interval : afterFailures.after(failures);
    }

    /** Whether a round now is the last of the epoch that began at {@code epochStartedAt}. */
    public boolean endsEpoch(Instant epochStartedAt, Instant now) {
        return settings.epoch().map(e -> !now.isBefore(epochStartedAt.plus(e))).orElse(true);
    }
}
