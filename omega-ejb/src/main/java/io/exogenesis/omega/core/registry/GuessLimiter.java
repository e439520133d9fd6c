package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.ingest.Rate;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Tells those who try wrong codes to rest: after {@value #WRONG_PER_MINUTE} a minute. Only wrong codes are charged, and only
 * they are held up: a right one is never asked for, or anybody could lock everybody out.
 */
final class GuessLimiter {
    private static final int WRONG_PER_MINUTE = 30;

    private final Rate rate = new Rate(WRONG_PER_MINUTE);
    private final InstantSource clock;
    private long state;

    GuessLimiter(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws RefusedException {@code RATE_LIMITED} if there were too many before this one */
    synchronized void wrong() {
        long now = Rate.nanos(clock);
        long next = rate.after(state, now, 1);
        long wait = Rate.wait(next, now);
        if (wait > 0) {
            throw new RefusedException(
                    Refusal.Code.RATE_LIMITED,
                    "too many wrong enrolment codes",
                    Duration.ofNanos(wait).plusMillis(1));
        }
        state = next;
    }
}
