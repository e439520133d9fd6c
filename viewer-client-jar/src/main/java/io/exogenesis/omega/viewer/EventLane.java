package io.exogenesis.omega.viewer;

import io.exogenesis.omega.viewer.memory.AgentDb;
import io.exogenesis.omega.viewer.memory.AgentRecord;
import io.exogenesis.omega.viewer.track.ShownList;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Events on their way into the journal, in the order they came. The host's thread only puts them into the queue; a virtual
 * thread that lives while there is something to do writes all that waits as one durable batch, so that many small events cost
 * one fsync. Thread-safe.
 */
final class EventLane {
    /** Events in one batch; a longer wait would gain nothing. */
    private static final int MAX_BATCH = 5_000;

    private final AgentDb db;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean draining = new AtomicBoolean();

    private record Waiting(List<AgentRecord> records, CompletableFuture<Void> durable) {}

    EventLane(AgentDb db) {
        this.db = db;
    }

    /** Completes when the events, and all before them, are durable. No events: when all before them are. */
    CompletableFuture<Void> submit(List<ViewerEvent> events) {
        return put(events.stream()
                .map(e -> (AgentRecord) new AgentRecord.Tracked(e))
                .toList());
    }

    /** Completes when it is durable that this list was shown. */
    CompletableFuture<Void> shown(ShownList list) {
        return put(List.of(new AgentRecord.Shown(list)));
    }

    private CompletableFuture<Void> put(List<AgentRecord> records) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        queue.add(new Waiting(records, durable));
        if (draining.compareAndSet(false, true)) {
            Thread.ofVirtual().name("omega-viewer-events").start(this::drain);
        }
        return durable;
    }

    private void drain() {
        do {
            List<Waiting> batch = nextBatch();
            while (!batch.isEmpty()) {
                write(batch);
                batch = nextBatch();
            }
            draining.set(false);
            // somebody may have come between the last look and the flag
        } while (!queue.isEmpty() && draining.compareAndSet(false, true));
    }

    private List<Waiting> nextBatch() {
        List<Waiting> batch = new ArrayList<>();
        int events = 0;
        while (events < MAX_BATCH) {
            Waiting next = queue.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
            events += next.records().size();
        }
        return batch;
    }

    private void write(List<Waiting> batch) {
        List<AgentRecord> records = new ArrayList<>();
        batch.forEach(w -> records.addAll(w.records()));
        try {
            db.commit(state -> records);
            batch.forEach(w -> w.durable().complete(null));
        } catch (RuntimeException e) {
            batch.forEach(w -> w.durable().completeExceptionally(e));
        }
    }
}
