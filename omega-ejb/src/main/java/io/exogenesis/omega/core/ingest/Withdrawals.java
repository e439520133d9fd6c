package io.exogenesis.omega.core.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Withdrawals that came, and the segments of the log from which they have not been erased yet. Safe for concurrent use. Bounded
 * by the number of segments.
 */
public final class Withdrawals {
    private final AtomicLong newest = new AtomicLong(-1);
    /** When the oldest withdrawal came that a segment still holds contents of. */
    private final ConcurrentNavigableMap<Long, Instant> segments = new ConcurrentSkipListMap<>();

    /**
     * A withdrawal is durable.
     *
     * @param position of its entry
     * @param where segments that may hold what was withdrawn
     */
    void came(long position, long[] where, Instant now) {
        newest.accumulateAndGet(position, Math::max);
        for (long segment : where) {
            segments.putIfAbsent(segment, now);
        }
    }

    /** Position of the newest withdrawal's entry, negative before there is one. */
    long newest() {
        return newest.get();
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
