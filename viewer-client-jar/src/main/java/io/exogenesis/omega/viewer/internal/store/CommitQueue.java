package io.exogenesis.omega.viewer.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Records that wait to be written, in the order they came: what comes while one batch is written is the next batch. Thread-safe. A
 * thread runs only while something waits.
 */
final class CommitQueue {
    /** Records in one batch; a longer wait would gain nothing. */
    private static final int MAX_BATCH = 5_000;

    private final Consumer<Batch> writer;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean draining = new AtomicBoolean();

    /** Records and their bytes; encoded by whoever brings them, so that the one who writes them has less to do. */
    record Batch(List<AgentRecord> records, List<byte[]> payloads) {
        static Batch of(List<? extends AgentRecord> records) {
            return new Batch(
                    List.copyOf(records),
                    records.stream().map(AgentSchema::encode).toList());
        }
    }

    private record Waiting(Batch batch, CompletableFuture<Void> durable) {}

    /** @param writer makes a batch durable and takes it in, or throws; it may be called with an empty one */
    CommitQueue(Consumer<Batch> writer) {
        this.writer = writer;
    }

    CompletableFuture<Void> submit(List<? extends AgentRecord> records) {
        Waiting waiting = new Waiting(Batch.of(records), new CompletableFuture<>());
        queue.add(waiting);
        if (draining.compareAndSet(false, true)) {
            Thread.ofVirtual().name("omega-viewer-commit").start(this::drain);
        }
        return waiting.durable();
    }

    /** Completes when all that was submitted before is durable or has failed; at once if nothing waits. Never fails. */
    CompletableFuture<Void> settled() {
        // in this order: what was in the queue is with a drainer before the queue is empty
        if (queue.isEmpty() && !draining.get()) {
            return CompletableFuture.completedFuture(null);
        }
        return submit(List.of()).handle((value, error) -> value);
    }

    private void drain() {
        do {
            for (List<Waiting> all = next(); !all.isEmpty(); all = next()) {
                write(all);
            }
            draining.set(false);
            // somebody may have come between the last look and the flag
        } while (!queue.isEmpty() && draining.compareAndSet(false, true));
    }

    private List<Waiting> next() {
        List<Waiting> all = new ArrayList<>();
        int records = 0;
        for (Waiting one = queue.poll(); one != null; one = records < MAX_BATCH ? queue.poll() : null) {
            all.add(one);
            records += one.batch().records().size();
        }
        return all;
    }

    private void write(List<Waiting> all) {
        Batch together = new Batch(new ArrayList<>(), new ArrayList<>());
        for (Waiting one : all) {
            together.records().addAll(one.batch().records());
            together.payloads().addAll(one.batch().payloads());
        }
        // told on a thread of its own, so that what hangs on these futures cannot stall the next batch
        try {
            writer.accept(together);
            Thread.startVirtualThread(() -> all.forEach(one -> one.durable().complete(null)));
        } catch (RuntimeException | Error e) {
            Thread.startVirtualThread(() -> all.forEach(one -> one.durable().completeExceptionally(e)));
        }
    }
}
