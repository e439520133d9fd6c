package io.exogenesis.omega.core.viewers;

import io.exogenesis.omega.model.ViewerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who was seen within the last minutes. About 100 bytes a viewer; those that were not seen again leave with the next count. */
final class RecentViewers {
    /** Five syncs of an agent with the default interval: who misses them all is away. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private final Map<ViewerId, Long> lastSeen = new ConcurrentHashMap<>();

    void seen(ViewerId viewer, Instant at) {
        lastSeen.merge(viewer, at.getEpochSecond(), Math::max);
    }

    void forget(ViewerId viewer) {
        lastSeen.remove(viewer);
    }

    /** How many were seen in the {@link #WINDOW} before now. */
    int count(Instant now) {
        long since = now.minus(WINDOW).getEpochSecond();
        lastSeen.values().removeIf(at -> at < since);
        return lastSeen.size();
    }
}
