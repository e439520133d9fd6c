package io.exogenesis.omega.core.ingest;

/**
 * All strangers together: how many come, and, while there is a storm of them, how many are let through. A limit of one address does
 * not hold those who have many. Safe for concurrent use; times in nanoseconds of {@link Rate#nanos}.
 */
final class StrangerGate {
    /** Over which their number is counted, in seconds. */
    static final int WINDOW = 5;

    private static final long SECOND = 1_000_000_000L;
    /** Between two that are let through in a storm: 36,000 new devices an hour, at a hundredth of a processor. */
    private static final long BETWEEN = SECOND / 10;
    /** So much of a quiet time may be made up for at once. */
    private static final long BURST = SECOND;
    /** No agent waits for longer, whatever it is told. */
    private static final long LONGEST_WAIT = 60 * SECOND;

    private final long[] counts = new long[WINDOW];
    /** Of the newest second that was counted. */
    private long newest = Long.MIN_VALUE;

    private long stormUntil = Long.MIN_VALUE;
    /** When all that was let through in a storm would have come, one after the other. */
    private long paced;
    /** The last moment at which somebody was told to come again. */
    private long appointed;

    /**
     * Counts one. Returns 0, or in a storm the nanoseconds after which it should come again. Each is given a moment of its own: who are
     * told the same come back together, and are a storm again.
     */
    synchronized long take(long now) {
        advance(now / SECOND);
        counts[(int) Math.floorMod(now / SECOND, (long) WINDOW)]++;
        if (now >= stormUntil) {
            return 0;
        }
        long next = Math.max(paced, now) + BETWEEN;
        if (next - now > BURST) {
            return appointment(now);
        }
        paced = next;
        return 0;
    }

    /** More than there are moments for within the longest wait share them. */
    private long appointment(long now) {
        appointed = Math.max(appointed, now) + BETWEEN;
        if (appointed - now > LONGEST_WAIT) {
            appointed = now + BETWEEN;
        }
        return appointed - now;
    }

    /** A second of the mean over the last {@value #WINDOW}, refused ones included. */
    synchronized double perSecond(long now) {
        advance(now / SECOND);
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return (double) sum / WINDOW;
    }

    /** There is a storm until this moment. */
    synchronized void storm(long until) {
        stormUntil = Math.max(stormUntil, until);
    }

    synchronized boolean storms(long now) {
        return now < stormUntil;
    }

    private void advance(long second) {
        if (newest == Long.MIN_VALUE || second - newest >= WINDOW) {
            java.util.Arrays.fill(counts, 0);
            newest = second;
        }
        while (newest < second) {
            newest++;
            counts[(int) Math.floorMod(newest, (long) WINDOW)] = 0;
        }
    }
}
