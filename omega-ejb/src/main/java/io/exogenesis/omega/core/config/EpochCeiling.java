package io.exogenesis.omega.core.config;

import io.exogenesis.omega.model.HeapNeed;
import java.util.Optional;

/**
 * What an epoch takes of all viewers together, within what the heap carries.
 *
 * <p>Samples of earlier epochs that stand are not counted: each viewer has one sample, newly received or standing, and the heap's need
 * of a viewer ({@link HeapNeed}) holds it beside its patterns. There are never more of them than {@code omega.registry.max-viewers}; a
 * heap that is too small for so many is told by {@link #shortage}. Nor do their bytes of the log count.
 *
 * @param contributions that count at once
 * @param bytes of the log
 * @param shortage one line for the operator if the heap carries less than was asked for or than the admitted viewers may need
 */
public record EpochCeiling(long contributions, long bytes, Optional<String> shortage) {
    /** What the Core takes besides: server, embedder, database, bank. */
    public static final long BASE_BYTES = (long) HeapNeed.BASE_MEGABYTES << 20;
    /** A small heap gives the epoch this share of it and runs everything else in the rest. */
    private static final int LEAST_SHARE = 4;
    /** Contributions of a viewer in an epoch that a Core should have room for: patterns, and a sample in their shade. */
    private static final int USUAL = 4;
    /** A contribution in the accounts and in the epoch's state, and what deciding about it takes for a moment. */
    public static final long BYTES_A_CONTRIBUTION = HeapNeed.VIEWER_KILOBYTES * 1024L / USUAL;
    /** A Core takes this many in any heap: too small a heap for them ends it at start already. */
    private static final long LEAST = 1_000;

    /** @param heapBytes limit of the heap */
    public static EpochCeiling of(EpochLimits limits, int maxViewers, long heapBytes) {
        long carried =
                Math.max(LEAST, Math.max(heapBytes / LEAST_SHARE, heapBytes - BASE_BYTES) / BYTES_A_CONTRIBUTION);
        long most = (long) maxViewers * limits.places();
        long wanted = limits.ceiling() > 0 ? limits.ceiling() : most;
        long contributions = Math.min(wanted, carried);
        long bytes =
                limits.ceilingBytes() > 0 ? limits.ceilingBytes() : contributions * EpochLimits.BYTES_A_CONTRIBUTION;
        long usual = limits.ceiling() > 0 ? limits.ceiling() : Math.min(most, (long) maxViewers * USUAL);
        return new EpochCeiling(
                contributions,
                bytes,
                carried >= usual ? Optional.empty() : Optional.of(shortage(usual, maxViewers, heapBytes, carried)));
    }

    private static String shortage(long usual, int maxViewers, long heapBytes, long carried) {
        long needed =
                Math.max(HeapNeed.LEAST_MEGABYTES, Math.ceilDiv(BASE_BYTES + usual * BYTES_A_CONTRIBUTION, 1L << 20));
        return "a heap of " + (heapBytes >> 20) + " MB carries " + carried + " contributions of an epoch, not the "
                + usual
                + " that " + maxViewers + " viewers (omega.registry.max-viewers) may send: the epoch takes no more than"
                + " that; " + needed + " MB would do";
    }
}
