package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.config.AggregateSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** When epochs end, and when a viewer should come again. */
@Singleton
public class AggregationSchedule {
    /** The specification's sync interval. */
    private static final Duration SYNC_INTERVAL = Duration.ofSeconds(60);

    private final AggregateSettings settings;

    @Inject
    public AggregationSchedule(CoreSettings settings) {
        this.settings = settings.aggregate();
    }

    /** Delay that a viewer is recommended until its next sync. */
    public Duration nextSync() {
        return SYNC_INTERVAL;
    }

    /** Whether a round now is the last of the epoch that began at {@code epochStartedAt}. */
    public boolean endsEpoch(Instant epochStartedAt, Instant now) {
        return settings.epoch().map(e -> !now.isBefore(epochStartedAt.plus(e))).orElse(true);
    }
}
