package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.InvalidValueException;
import java.time.Duration;

/**
 * When a sync is tried again: exponential back-off with full jitter. The pause before attempt n + 1 is uniform in
 * [0, min(cap, base · 2^(n−1))].
 *
 * @param attempts how often altogether, at least 1
 * @param base first upper limit of the pause
 * @param cap no pause is longer, not even one that a refusal asks for
 */
public record RetryPolicy(int attempts, Duration base, Duration cap) {
    public static final RetryPolicy DEFAULT = new RetryPolicy(5, Duration.ofMillis(250), Duration.ofSeconds(30));
    /** One attempt. */
    public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

    public RetryPolicy {
        if (attempts < 1) {
            throw new InvalidValueException("a sync is attempted at least once, not " + attempts);
        }
        if (base.isNegative() || cap.compareTo(base) < 0) {
            throw new InvalidValueException("pauses must satisfy 0 ≤ base ≤ cap, not " + base + " and " + cap);
        }
    }
}
