package io.exogenesis.omega.core.healing.rules;

import io.exogenesis.omega.core.door.Doors;
import io.exogenesis.omega.core.healing.HealingRule;
import io.exogenesis.omega.core.ingest.RateLimits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * So many connections come or are open that viewers would soon find no room: strangers are held back for a while, and connections on
 * which nobody proved to be a viewer are closed. Whoever has a token that holds is not concerned.
 */
@Singleton
public class ConnectionStormRule implements HealingRule {
    /** A connection may be missing to a viewer in seconds when a door is as full as this. */
    private static final double NEARLY_FULL = .9;
    /**
     * Each costs the check of a signature, a fifth of a millisecond: this is a tenth of a processor for nobody's good. A hundred
     * thousand devices that all enrol within an hour are 28.
     */
    private static final double STRANGERS_PER_SECOND = 500;
    /** It is ended by calm: each look in a storm that goes on begins it anew. */
    private static final Duration HOLD = Duration.ofMinutes(1);
    /** From opening a connection to CONNECT an honest viewer takes some round trips; the slowest take half a second each. */
    private static final Duration SHOULD_HAVE_CONNECTED = Duration.ofSeconds(2);

    private final RateLimits limits;
    private final Doors doors;

    @Inject
    public ConnectionStormRule(RateLimits limits, Doors doors) {
        this.limits = limits;
        this.doors = doors;
    }

    @Override
    public String fault() {
        return "connection-storm";
    }

    /** A storm that goes on outside while strangers are held back is no fault any more; a full door is. */
    @Override
    public Optional<Symptom> look() {
        double full = doors.fullest();
        if (full >= NEARLY_FULL) {
            return Optional.of(new Symptom((int) (100 * full) + " % of the connections that may be open are"));
        }
        double strangers = limits.strangersPerSecond();
        return strangers >= STRANGERS_PER_SECOND && !limits.shedsStrangers()
                ? Optional.of(new Symptom((int) strangers + " callers without a token come each second"))
                : Optional.empty();
    }

    @Override
    public Remedy heal(Symptom symptom) {
        limits.shedStrangers(HOLD);
        int closed = doors.closeStrangers(SHOULD_HAVE_CONNECTED);
        return new Remedy(
                "hold callers without a token back for a minute, and closed " + closed
                        + " connections on which nobody proved to be a viewer",
                "viewers find room; new devices are told when to come again, and are let in when it is calm");
    }
}
