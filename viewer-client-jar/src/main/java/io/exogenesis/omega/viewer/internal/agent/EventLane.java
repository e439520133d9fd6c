package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.track.ShownList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Events on their way into the journal, in the order they came. The host's thread only puts them into the queue of {@link
 * AgentDb#submit}, which writes all that waits with one fsync. Thread-safe.
 */
public final class EventLane {
    private final AgentDb db;

    public EventLane(AgentDb db) {
        this.db = db;
    }

    /** Completes when the events, and all before them, are durable. No events: when all before them are. */
    public CompletableFuture<Void> submit(List<ViewerEvent> events) {
        return db.submit(events.stream()
                .map(e -> (AgentRecord) new AgentRecord.Tracked(e))
                .toList());
    }

    /** Completes when all events before are durable or have failed; never fails and writes nothing. */
    CompletableFuture<Void> settled() {
        return db.settled();
    }

    /** Completes when it is durable that this list was shown. */
    CompletableFuture<Void> shown(ShownList list) {
        return db.submit(List.of(new AgentRecord.Shown(list)));
    }
}
