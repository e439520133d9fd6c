package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.ClockMeter;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import java.time.Duration;
import java.time.InstantSource;

/** Wrong codes cost everybody's time: {@value #WRONG_PER_MINUTE} a minute, then registration rests. Right ones are free. */
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

    void check() {
        EstimationProbe probe = wrong.estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            throw new RefusedException(
                    Refusal.Code.RATE_LIMITED,
                    "too many wrong enrolment codes",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusMillis(1));
        }
    }

    void wrong() {
        wrong.tryConsume(1);
    }
}
