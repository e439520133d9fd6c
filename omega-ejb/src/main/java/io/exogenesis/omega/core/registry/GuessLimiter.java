package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.ClockMeter;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Tells those who try wrong codes to rest: after {@value #WRONG_PER_MINUTE} a minute. Only wrong codes are charged, and only
 * they are held up: a right one is never asked for, or anybody could lock everybody out.
 */
final class GuessLimiter {
    private static final int WRONG_PER_MINUTE = 30;

    private final Bucket wrong;

    GuessLimiter(InstantSource clock) {
        this.wrong = Bucket.builder()
                .withCustomTimePrecision(new ClockMeter(clock))
                .addLimit(
                        limit -> limit.capacity(WRONG_PER_MINUTE).refillGreedy(WRONG_PER_MINUTE, Duration.ofMinutes(1)))
                .build();
    }

    /** @throws RefusedException {@code RATE_LIMITED} if there were too many before this one */
    void wrong() {
        ConsumptionProbe probe = wrong.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new RefusedException(
                    Refusal.Code.RATE_LIMITED,
                    "too many wrong enrolment codes",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusMillis(1));
        }
    }
}
