package io.exogenesis.omega.core.viewers;

import io.exogenesis.omega.core.metrics.Transport;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ViewerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * What syncs have shown of viewers since the Core started: when each was last heard, and which version of the bank it has. In memory
 * only, and nothing of a viewer whose owner consents to nothing. Safe for concurrent use; about 170 bytes a viewer.
 */
public final class ViewerActivity {
    /** Five syncs of an agent with the default interval: who misses them all is away. */
    public static final Duration ACTIVE_WITHIN = Duration.ofMinutes(5);

    private final Map<ViewerId, Known> viewers = new ConcurrentHashMap<>();

    /**
     * Of one viewer.
     *
     * @param at when it was last heard
     * @param version of the bank that it has; empty before it has fetched everything once
     * @param agent whether it has opened a session of its own: then an agent numbers its contributions
     * @param transport of its last session or request; empty before the first
     */
    public record Known(Instant at, Optional<BankVersion> version, boolean agent, Optional<Transport> transport) {
        private Known at(Instant time) {
            return new Known(time, version, agent, transport);
        }

        private Known over(Transport other) {
            return transport.filter(t -> t == other).isPresent()
                    ? this
                    : new Known(at, version, agent, Optional.of(other));
        }
    }

    void heard(ViewerId viewer, Instant at) {
        viewers.compute(
                viewer, (id, k) -> k == null ? new Known(at, Optional.empty(), false, Optional.empty()) : k.at(at));
    }

    void connected(ViewerId viewer, Instant at, Transport transport) {
        viewers.merge(
                viewer,
                new Known(at, Optional.empty(), true, Optional.of(transport)),
                (k, fresh) -> new Known(at, k.version, true, fresh.transport));
    }

    void came(ViewerId viewer, Transport transport) {
        viewers.computeIfPresent(viewer, (id, k) -> k.over(transport));
    }

    void pulled(ViewerId viewer, BankVersion version, Instant at) {
        viewers.merge(
                viewer,
                new Known(at, Optional.of(version), false, Optional.empty()),
                (k, fresh) -> new Known(at, fresh.version, k.agent, k.transport));
    }

    void forget(ViewerId viewer) {
        viewers.remove(viewer);
    }

    /** Empty for one that was not heard since the start. */
    public Optional<Known> of(ViewerId viewer) {
        return Optional.ofNullable(viewers.get(viewer));
    }

    /** Viewers that were heard since the start. */
    public int size() {
        return viewers.size();
    }

    /** Viewers heard at this time or later. Looks at every viewer that was heard since the start. */
    public int activeSince(Instant time) {
        return (int) viewers.values().stream().filter(k -> !k.at.isBefore(time)).count();
    }

    /** Every viewer that was heard since the start, in no order. */
    public void each(BiConsumer<ViewerId, Known> take) {
        viewers.forEach(take);
    }
}
