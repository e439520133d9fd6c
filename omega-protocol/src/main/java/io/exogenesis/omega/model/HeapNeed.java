package io.exogenesis.omega.model;

/**
 * The heap that a Core needs for the viewers that it admits. Whoever starts a Core sizes its heap by this, and a Core that was
 * started otherwise checks itself against it, so that no admitted load can end the process.
 *
 * <p>{@code need = max(}{@value #LEAST_MEGABYTES}{@code  MB, }{@value #BASE_MEGABYTES}{@code  MB + viewers × }{@value
 * #VIEWER_KILOBYTES}{@code  KB)}, rounded up to {@value #STEP_MEGABYTES} MB.
 *
 * @param viewers the most viewers the Core registers ({@code omega.registry.max-viewers}), ≥ 1
 */
public record HeapNeed(int viewers) {
    /** Default of {@code omega.registry.max-viewers}. */
    public static final int DEFAULT_VIEWERS = 100_000;
    /** An idle server holds some 150 MB; embedder, database cache, a full bank of 10,000 patterns and a frame in work share the rest. */
    public static final int BASE_MEGABYTES = 384;
    /**
     * One viewer's share while an epoch is at its fullest: an entry in the registry, rates, an account, the newest sample of fifty
     * titles, of this epoch or one that stands from an earlier one, and 4 pending patterns with what a round keeps of them. Measured at 18.5 KB of live objects, at 22.2 if all
     * samples are the larger ones ({@code HeapUseTest} checks that); the rest is for what a round computes for a moment and for the collector, which works ever more as live
     * objects fill the heap.
     */
    public static final int VIEWER_KILOBYTES = 24;
    /** A Core for a few viewers: below this the garbage collector works more than the Core. */
    public static final int LEAST_MEGABYTES = 512;
    /** Figures that people read and type are round. */
    public static final int STEP_MEGABYTES = 64;

    private static final long KILOBYTES_A_MEGABYTE = 1024;

    public HeapNeed {
        if (viewers < 1) {
            throw new InvalidValueException("viewers is at least 1, not " + viewers);
        }
    }

    /** The need in MB (2^20 bytes), a multiple of {@value #STEP_MEGABYTES}. */
    public long megabytes() {
        long need = BASE_MEGABYTES + Math.ceilDiv((long) viewers * VIEWER_KILOBYTES, KILOBYTES_A_MEGABYTE);
        return Math.ceilDiv(Math.max(LEAST_MEGABYTES, need), STEP_MEGABYTES) * STEP_MEGABYTES;
    }

    /**
     * The most viewers that a heap carries.
     *
     * @param heapMegabytes the heap's limit in MB
     * @return 0 if the heap is too small for any
     */
    public static int viewersIn(long heapMegabytes) {
        if (heapMegabytes < LEAST_MEGABYTES) {
            return 0;
        }
        long rounded = heapMegabytes / STEP_MEGABYTES * STEP_MEGABYTES;
        return (int) Math.min(Integer.MAX_VALUE, (rounded - BASE_MEGABYTES) * KILOBYTES_A_MEGABYTE / VIEWER_KILOBYTES);
    }
}
