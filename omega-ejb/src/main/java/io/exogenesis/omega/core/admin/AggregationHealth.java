package io.exogenesis.omega.core.admin;

import io.exogenesis.omega.core.config.AggregateSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.metrics.RoundStatus;
import io.exogenesis.omega.core.metrics.RoundWatch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Whether rounds come to an end: a Core that takes contributions and never decides them must not look well. */
@Singleton
public class AggregationHealth {
    /** Failures of this many intervals are a state and not an accident. */
    private static final int GRACE_INTERVALS = 3;
    /** Where the interval is seconds: a database that restarts is back within this. */
    private static final Duration LEAST_GRACE = Duration.ofMinutes(1);

    private final AggregateSettings settings;
    private final RoundWatch watch;
    private final InstantSource clock;

    @Inject
    public AggregationHealth(CoreSettings settings, RoundWatch watch, InstantSource clock) {
        this.settings = settings.aggregate();
        this.watch = watch;
        this.clock = clock;
    }

    public RoundStatus rounds() {
        return watch.status();
    }

    /** How long rounds may fail before the Core says that it is not ready. */
    Duration grace() {
        Duration intervals = settings.interval().multipliedBy(GRACE_INTERVALS);
        return intervals.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : intervals;
    }

    /**
     * Down when rounds have failed for longer than {@link #grace}; a round that runs for long, one that waits for the
     * catalogue (which has a check of its own), or a timer that is switched off is no failure.
     */
    public Check check() {
        RoundStatus s = watch.status();
        Instant now = clock.instant();
        boolean up = !s.failingLongerThan(grace(), now);
        return new Check("aggregation", up, line(s, now));
    }

    private String line(RoundStatus s, Instant now) {
        String next = s.nextAttempt()
                .map(at -> "; next attempt at " + at.truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
        if (s.running().isPresent()) {
            RoundStatus.Running r = s.running().get();
            return "a round runs for " + Duration.between(r.since(), now).toSeconds() + " s"
                    + (r.phase().isEmpty() ? "" : ", " + r.phase())
                    + (s.failures() == 0 ? "" : "; " + failures(s));
        }
        if (s.failures() > 0) {
            return failures(s) + next;
        }
        if (!s.postponed().isEmpty()) {
            return "no round yet: " + s.postponed() + next;
        }
        String last = s.lastSuccess()
                .map(at -> "last round at " + at.truncatedTo(ChronoUnit.SECONDS))
                .orElse("no round since the start");
        return last + (settings.enabled() ? next : "; the timer is off");
    }

    private static String failures(RoundStatus s) {
        return s.failures() + (s.failures() == 1 ? " round" : " rounds") + " failed since "
                + s.failingSince()
                        .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse("the start")
                + ": " + s.lastFailure();
    }
}
