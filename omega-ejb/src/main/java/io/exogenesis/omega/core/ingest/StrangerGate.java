package io.exogenesis.omega.core.ingest;

/**
 * All strangers together: how many come, and, while there is a storm of them, how many are let through. A limit of one address does
 * not hold those who have many. Safe for concurrent use; times in nanoseconds of {@link Rate#nanos}.
 */
final class StrangerGate {
    /** Over which their number is counted, in seconds. */
    static final int WINDOW = 5;
    /** What is let through in a storm: ten a second are 36,000 new devices an hour, and cost the Core a hundredth of a processor. */
    private static final Rate IN_A_STORM = new Rate(600);

    private static final long SECOND = 1_000_000_000L;

    private final long[] counts = new long[WINDOW];
    /** Of the newest second that was counted. */
    private long newest = Long.MIN_VALUE;

    private long stormUntil = Long.MIN_VALUE;
    private long bucket;

    /** Counts one. Returns 0, or in a storm the nanoseconds after which it would be let through. */
    synchronized long take(long now) {
        advance(now / SECOND);
        counts[(int) Math.floorMod(now / SECOND, (long) WINDOW)]++;
        if (now >= stormUntil) {
            return 0;
        }
        long next = IN_A_STORM.after(bucket, now, 1);
        long wait = Rate.wait(next, now);
        if (wait == 0) {
            bucket = next;
        }
        return wait;
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
