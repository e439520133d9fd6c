package io.exogenesis.omega.core;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts at something that failed: they double up to a cap, and each is half fixed and half drawn, so that two
 * Cores behind one broken disk do not try in step ("equal jitter": M. Brooker, "Exponential Backoff and Jitter", 2015).
 *
 * @param base pause after the first failure, at least a millisecond
 * @param cap no pause is longer; at least {@code base}
 */
public record Backoff(Duration base, Duration cap, RandomGenerator random) {
    public Backoff {
        if (base.toMillis() < 1 || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("1 ms <= base <= cap, not base " + base + " and cap " + cap);
        }
    }

    /**
     * The pause after some failures in a row.
     *
     * @param failures at least 1
     * @return uniform in [d/2, d] for d = min(cap, base · 2^(failures−1))
     */
    public Duration after(int failures) {
        double whole = Math.min(cap.toMillis(), base.toMillis() * Math.pow(2, failures - 1.0));
        long half = (long) whole / 2;
        return Duration.ofMillis(Math.max(1, half + random.nextLong((long) whole - half + 1)));
    }
}
