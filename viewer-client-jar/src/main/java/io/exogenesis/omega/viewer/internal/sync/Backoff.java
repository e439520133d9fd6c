package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.viewer.RetryPolicy;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: exponential back-off with full jitter, which spreads clients that failed together best (M. Brooker,
 * "Exponential Backoff and Jitter", 2015).
 */
public final class Backoff {
    private final RetryPolicy policy;
    private final RandomGenerator random;

    public Backoff(RetryPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /**
     * The pause after a failed attempt.
     *
     * @param attempt 1 for the first
     * @param asked least pause that the Core asked for; zero if it did not
     * @return uniform in [0, min(cap, base · 2^(attempt−1))], but at least what was asked for, and never above the cap
     */
    public Duration after(int attempt, Duration asked) {
        long cap = policy.cap().toMillis();
        double limit = Math.min(cap, policy.base().toMillis() * Math.pow(2, attempt - 1.0));
        long jittered = limit < 1 ? 0 : random.nextLong((long) limit + 1);
        return Duration.ofMillis(Math.min(cap, Math.max(jittered, asked.toMillis())));
    }
}
