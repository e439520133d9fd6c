package io.exogenesis.omega.core.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Withdrawals that came, and the segments of the log from which they have not been erased yet. Safe for concurrent use. Bounded
 * by the number of segments.
 */
public final class Withdrawals {
    /** What lies before this position of the log is being decided about. */
    private volatile long watched;
    /** Something of it was taken back. */
    private volatile boolean met;
    /** When the oldest withdrawal came that a segment still holds contents of. */
    private final ConcurrentNavigableMap<Long, Instant> segments = new ConcurrentSkipListMap<>();

    /**
     * A withdrawal is durable.
     *
     * @param oldest position of the oldest entry that it took back, or less
     * @param where segments that may hold what was withdrawn
     */
    void came(long oldest, long[] where, Instant now) {
        if (oldest < watched) {
            met = true;
        }
        for (long segment : where) {
            segments.putIfAbsent(segment, now);
        }
    }

    /** From now on it is told whether something that lies before this position is taken back. No withdrawal is on its way. */
    void watch(long position) {
        watched = position;
        met = false;
    }

    /** The same for the position as it is: what came up to now is known. No withdrawal is on its way. */
    void watchOn() {
        met = false;
    }

    /** Whether something was taken back of what is being decided about. */
    boolean met() {
        return met;
    }

    /** Whether one has waited for this long. */
    public boolean due(Instant now, Duration wait) {
        return segments.values().stream().anyMatch(since -> !now.isBefore(since.plus(wait)));
    }

    /** The first segment to erase from at or behind this one. It is taken; what comes meanwhile puts it there again. */
    public OptionalLong take(long from) {
        Long segment = segments.ceilingKey(from);
        while (segment != null && segments.remove(segment) == null) {
            segment = segments.ceilingKey(from);
        }
        return segment == null ? OptionalLong.empty() : OptionalLong.of(segment);
    }

    /** It was taken, and could not be erased. */
    public void giveBack(long segment, Instant since) {
        segments.merge(segment, since, (a, b) -> a.isBefore(b) ? a : b);
    }
}
