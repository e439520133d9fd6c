package io.exogenesis.omega.core.ingest;

import java.time.Duration;
import java.time.InstantSource;

/**
 * So many units a minute, of which a whole minute's may come at once: a token bucket whose whole state is one number, the
 * moment at which it will be full again (generic cell rate algorithm, ITU-T I.371). All times in nanoseconds of one clock.
 *
 * <p>All rates of the Core are of this kind. Libraries keep an object of some hundred bytes a bucket; here callers by the hundred
 * thousand have seven of eight bytes each ({@link RateTable}).
 *
 * @param perMinute from 1 to {@value #MAX_PER_MINUTE}
 */
public record Rate(long perMinute) {
    /** One unit a nanosecond: the finest that the state can tell apart. */
    public static final long MAX_PER_MINUTE = 60_000_000_000L;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    public Rate {
        if (perMinute < 1 || perMinute > MAX_PER_MINUTE) {
            throw new IllegalArgumentException("a rate is from 1 to " + MAX_PER_MINUTE + " a minute, not " + perMinute);
        }
    }

    /**
     * Never more than {@code most} in a minute, whenever that begins: a full bucket of half of them, and the other half flows in.
     *
     * @param most at least 2
     */
    public static Rate ofAnyMinute(long most) {
        return new Rate(most / 2);
    }

    /** The time of a clock as it is counted here, so that a test can turn it. */
    public static long nanos(InstantSource clock) {
        return clock.millis() * 1_000_000;
    }

    /** The state after {@code units} were taken at {@code now}, whether or not so many were there. */
    public long after(long state, long now, long units) {
        // Rounded up, so that a million small ones are no cheaper than a large one.
        return Math.max(state, now) + (long) Math.ceil((double) units * MINUTE / perMinute);
    }

    /** How long to wait until a bucket of this state is not overdrawn; 0 if it is not. */
    public static long wait(long state, long now) {
        return Math.max(0, state - now - MINUTE);
    }
}
