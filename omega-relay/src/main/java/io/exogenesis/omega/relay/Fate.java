package io.exogenesis.omega.relay;

import java.util.random.RandomGenerator;

/** Decides what becomes of each datagram of one direction. It reads no clock: times are given to it, in nanoseconds of any zero. */
final class Fate {
    /** What becomes of a datagram. */
    enum Kind {
        FORWARDED,
        /** Held back: those behind it overtake. */
        REORDERED,
        LOST,
        TOO_LARGE
    }

    /**
     * What becomes of one.
     *
     * @param due when it leaves; of no meaning for one that is dropped
     */
    record Decision(Kind kind, long due) {
        boolean leaves() {
            return kind == Kind.FORWARDED || kind == Kind.REORDERED;
        }
    }

    /** Least time that one is held back. Several datagrams of a burst pass meanwhile. */
    private static final long LEAST_HOLD_NANOS = 1_000_000;

    private final RandomGenerator random;
    private long newest = Long.MIN_VALUE;

    Fate(RandomGenerator random) {
        this.random = random;
    }

    /** For a datagram that came at {@code now}. */
    Decision decide(Link link, int bytes, long now) {
        // The same numbers are drawn for each datagram, so that one condition more leaves the others' fates as they
        // were.
        boolean lost = random.nextDouble() < link.loss();
        boolean held = random.nextDouble() < link.reordering();
        long jitter = (long) (random.nextDouble() * link.jitter().toNanos());
        if (bytes > link.maxBytes()) {
            return new Decision(Kind.TOO_LARGE, now);
        }
        if (lost) {
            return new Decision(Kind.LOST, now);
        }
        long due = now + link.delay().toNanos() + jitter;
        if (held) {
            long hold = Math.max(LEAST_HOLD_NANOS, link.delay().toNanos() / 2);
            return new Decision(Kind.REORDERED, due + hold);
        }
        newest = Math.max(newest, due);
        return new Decision(Kind.FORWARDED, newest);
    }
}
