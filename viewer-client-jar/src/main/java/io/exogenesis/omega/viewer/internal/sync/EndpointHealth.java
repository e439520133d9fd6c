package io.exogenesis.omega.viewer.internal.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Whether an endpoint is used. One that failed is left alone for a while, then asked something small beside the syncs, and used again when
 * it has answered. Thread-safe.
 */
final class EndpointHealth {
    /** A server that is restarted is back after some; a link that hiccups after one. */
    static final Duration FIRST_REST = Duration.ofSeconds(1);
    /** Soon enough for an endpoint that was away for hours. */
    static final Duration LONGEST_REST = Duration.ofMinutes(5);
    /** One that fails again so soon after its return is left for longer than before: it comes and goes. */
    static final Duration TRIAL = Duration.ofMinutes(1);
    /** Answers in a row that another endpoint gave sooner, though asked later: then this one counts as failed. */
    static final int STRIKES = 2;

    private static final int MOST_DOUBLINGS = 16;

    private final RandomGenerator random;
    private boolean usable = true;
    private boolean probing;
    private int failures;
    private int silent;
    private Instant until = Instant.EPOCH;
    private Instant returned = Instant.EPOCH;

    EndpointHealth(RandomGenerator random) {
        this.random = random;
    }

    synchronized boolean usable() {
        return usable;
    }

    /** It closed, refused, or gave no answer until the time-out. */
    synchronized void failed(Instant now) {
        if (usable && returned.isBefore(now.minus(TRIAL))) {
            failures = 0;
        }
        usable = false;
        silent = 0;
        until = now.plusNanos(rest());
        failures = Math.min(failures + 1, MOST_DOUBLINGS);
    }

    /** In [half, whole) of what has doubled with each failure, so that agents that failed together do not come back together. */
    private long rest() {
        long whole = Math.min(LONGEST_REST.toNanos(), FIRST_REST.toNanos() << failures);
        return whole / 2 + random.nextLong(whole / 2);
    }

    /**
     * Another one was quicker.
     *
     * @return whether this one counts as failed now
     */
    synchronized boolean struck(Instant now) {
        silent++;
        if (silent < STRIKES) {
            return false;
        }
        failed(now);
        return true;
    }

    /** It answered an exchange. */
    synchronized void answered(Instant now) {
        silent = 0;
        if (!usable) {
            usable = true;
            returned = now;
        }
    }

    /** Whether it is to be asked whether it is back, by whoever hears it: the others hear no. {@link #probed} has to follow. */
    synchronized boolean beginProbe(Instant now) {
        // a clock that was set back must not leave it for longer than the longest rest
        boolean rests = now.isBefore(until) && now.isAfter(until.minus(LONGEST_REST));
        if (usable || probing || rests) {
            return false;
        }
        probing = true;
        return true;
    }

    synchronized void probed(Instant now, boolean answered) {
        probing = false;
        if (answered) {
            answered(now);
        } else if (!usable) {
            failed(now);
        }
    }
}
