package io.exogenesis.omega.viewer.internal.sync;

import java.time.Duration;
import java.util.Arrays;

/** How long an endpoint's answer is waited for before the same frames are sent a second time; learnt from its own answers. Thread-safe. */
final class HedgeDelay {
    /** A collection of garbage or a busy scheduler, here or there, takes as long: no reason to ask twice. */
    static final Duration FLOOR = Duration.ofMillis(30);
    /** Beyond it one more request costs less than waiting on, however slow answers usually are. */
    static final Duration CAP = Duration.ofSeconds(2);
    /** While too little is known: three round trips of RFC 9002's initial guess (§6.2.2, 333 ms), for a dial is among the first answers. */
    static final Duration UNKNOWN = Duration.ofSeconds(1);
    /** Fewer answers have no 95th percentile worth the name. */
    static final int LEAST = 8;
    /** An hour of syncs a minute. Three slow ones among them, as a first dial is, are beyond the percentile. */
    static final int WINDOW = 64;

    private static final double PERCENTILE = .95;
    /**
     * On top of the percentile: at the percentile itself five requests of a hundred are asked twice in calm, and the budget is empty when an
     * endpoint dies.
     */
    private static final double MARGIN = 1.5;

    private static final int ROUND_TRIPS = 3;

    private final long[] window = new long[WINDOW];
    private int answers;

    /** An answer took so long; one that was not waited for took at least so long. */
    synchronized void answered(long nanos) {
        window[answers % WINDOW] = nanos;
        // between WINDOW and twice of it: the place and whether the window is full are all that counts
        answers = answers == 2 * WINDOW - 1 ? WINDOW : answers + 1;
    }

    /** Nanoseconds. The shortest answer stands for the round trip, which no engine tells; it is never shorter. */
    synchronized long nanos() {
        int known = Math.min(answers, WINDOW);
        if (known < LEAST) {
            return UNKNOWN.toNanos();
        }
        long[] sorted = Arrays.copyOf(window, known);
        Arrays.sort(sorted);
        long late = (long) (MARGIN * sorted[(int) Math.ceil(PERCENTILE * known) - 1]);
        return Math.max(Math.clamp(late, FLOOR.toNanos(), CAP.toNanos()), ROUND_TRIPS * sorted[0]);
    }
}
