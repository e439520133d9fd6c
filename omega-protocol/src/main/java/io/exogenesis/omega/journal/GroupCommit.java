package io.exogenesis.omega.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes what has gathered while the last fsync ran, and until the next one may begin, as one batch, with one fsync.
 *
 * <p>There is one writer at a time, on a virtual thread that lives only while there is work: hundreds of idle journals cost
 * no thread. Futures are completed on another one, so that what hangs on them can neither stall the journal nor deadlock it.
 */
final class GroupCommit {
    /** A batch takes no further append beyond this: bounds the memory of a batch and the wait of its first append. */
    private static final int BATCH_BYTES = 4 << 20;

    sealed interface Task {}

    record Append(List<byte[]> payloads, long bytes, CompletableFuture<List<Long>> done) implements Task {}

    record Roll(CompletableFuture<Long> done) implements Task {}

    record Close(CompletableFuture<Void> done) implements Task {}

    record Mend(CompletableFuture<Void> done) implements Task {}

    record Compare(CompletableFuture<Optional<String>> done) implements Task {}

    /** How far it has come: the position after the last durable record, records and batches since opening. */
    record Acknowledged(long end, long records, long commits) {}

    private final Segments segments;
    private final long segmentBytes;
    private final int watchedBytes;
    private final SyncGap gap;
    private final Queue<Task> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicLong pendingBytes = new AtomicLong();
    private volatile Acknowledged acknowledged;
    private volatile @Nullable JournalFailedException failure;
    private Tail tail;
    private boolean closed;

    /** @param tail where the journal ends; see {@link Tail#of} */
    GroupCommit(Segments segments, Tail tail, JournalOptions options) {
        this(segments, tail, options, new SyncGap(options.syncGap()));
    }

    GroupCommit(Segments segments, Tail tail, JournalOptions options, SyncGap gap) {
        this.segments = segments;
        this.acknowledged = new Acknowledged(tail.end(), 0, 0);
        this.segmentBytes = options.segmentBytes();
        this.watchedBytes = options.watchedBytes();
        this.gap = gap;
        this.tail = tail;
    }

    Acknowledged acknowledged() {
        return acknowledged;
    }

    /** Bytes of payload that wait for the disk. */
    long pendingBytes() {
        return pendingBytes.get();
    }

    @Nullable
    JournalFailedException failure() {
        return failure;
    }

    void submit(Task task) {
        if (task instanceof Append append) {
            pendingBytes.addAndGet(append.bytes());
        }
        queue.add(task);
        if (writing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("omega-journal").start(this::drain);
        }
    }

    private void drain() {
        do {
            for (Task task = queue.poll(); task != null; task = queue.poll()) {
                switch (task) {
                    case Append append -> commit(gather(append));
                    case Roll roll -> roll(roll);
                    case Close close -> close(close);
                    case Mend mend -> mend(mend);
                    case Compare compare -> compare(compare);
                }
            }
            writing.set(false);
            // A task may have come between the last poll and the line above.
        } while (!queue.isEmpty() && writing.compareAndSet(false, true));
    }

    private List<Append> gather(Append first) {
        gap.await();
        List<Append> batch = new ArrayList<>(List.of(first));
        long bytes = first.bytes();
        while (bytes < BATCH_BYTES && queue.peek() instanceof Append) {
            Append next = (Append) queue.remove();
            batch.add(next);
            bytes += next.bytes();
        }
        pendingBytes.addAndGet(-bytes);
        return batch;
    }

    private void commit(List<Append> batch) {
        try {
            requireUsable();
            Acknowledged before = acknowledged;
            if (segments.activeBytes(before.end()) >= segmentBytes) {
                segments.roll(before.end());
                tail = Tail.empty(before.end(), before.end());
            }
            List<List<Long>> positions = new ArrayList<>(batch.size());
            ByteBuffer bytes = encode(batch, before.end(), positions);
            long size = bytes.remaining();
            int count = positions.stream().mapToInt(List::size).sum();
            Tail after = tail.with(bytes, watchedBytes);
            segments.active().write(SegmentFormat.HEADER_BYTES + segments.activeBytes(before.end()), bytes);
            segments.active().sync();
            tail = after;
            acknowledged = new Acknowledged(before.end() + size, before.records() + count, before.commits() + 1);
            ArrayDeque<List<Long>> answers = new ArrayDeque<>(positions);
            Thread.startVirtualThread(() -> batch.forEach(a -> a.done().complete(answers.remove())));
        } catch (Throwable t) {
            JournalFailedException failed = fail(t);
            Thread.startVirtualThread(() -> batch.forEach(a -> a.done().completeExceptionally(failed)));
        }
    }

    private ByteBuffer encode(List<Append> batch, long start, List<List<Long>> positions) {
        long size = 0;
        for (Append append : batch) {
            size += append.bytes() + (long) append.payloads().size() * SegmentFormat.RECORD_HEADER_BYTES;
        }
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size));
        for (Append append : batch) {
            List<Long> of = new ArrayList<>(append.payloads().size());
            for (byte[] payload : append.payloads()) {
                long position = start + out.position();
                of.add(position);
                SegmentFormat.putRecord(out, position, start, payload);
            }
            positions.add(of);
        }
        return out.flip();
    }

    private void roll(Roll roll) {
        try {
            requireUsable();
            long at = acknowledged.end();
            segments.roll(at);
            tail = Tail.empty(segments.bases().getLast(), at);
            Thread.startVirtualThread(() -> roll.done().complete(at));
        } catch (Throwable t) {
            JournalFailedException failed = fail(t);
            Thread.startVirtualThread(() -> roll.done().completeExceptionally(failed));
        }
    }

    /**
     * A journal that failed stays so, but opening it anew then finds what was acknowledged. A mend that fails leaves the journal as it is:
     * what was damaged before is damaged still.
     */
    private void mend(Mend mend) {
        try {
            requireOpen();
            tail.restore(segments.layer());
            mend.done().complete(null);
        } catch (IOException e) {
            mend.done()
                    .completeExceptionally(new JournalFailedException(
                            "the journal in " + segments.layer().location() + " cannot be mended: " + e, e));
        } catch (RuntimeException e) {
            mend.done().completeExceptionally(e);
        }
    }

    private void compare(Compare compare) {
        try {
            compare.done().complete(failure == null ? tail.difference(segments.layer()) : Optional.empty());
        } catch (IOException e) {
            compare.done().complete(Optional.of("it cannot be read"));
        } catch (RuntimeException e) {
            compare.done().completeExceptionally(e);
        }
    }

    private void close(Close close) {
        closed = true;
        JournalFailedException before = failure;
        if (before == null) {
            failure = new JournalFailedException(
                    "the journal in " + segments.layer().location() + " is closed", null);
        }
        try {
            segments.close();
            close.done().complete(null);
        } catch (IOException e) {
            close.done()
                    .completeExceptionally(new JournalFailedException(
                            "the journal in " + segments.layer().location() + " could not be closed: " + e, e));
        }
    }

    private void requireOpen() {
        if (closed) {
            requireUsable();
        }
    }

    private void requireUsable() {
        JournalFailedException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    // A failed write may have left a part of the batch, and after a failed fsync nobody knows what is on the disk: only
    // opening anew, which reads what is there, can go on.
    private JournalFailedException fail(Throwable cause) {
        JournalFailedException failed = failure;
        if (failed == null) {
            failed = new JournalFailedException(
                    "the journal in " + segments.layer().location() + " takes no more records: " + cause
                            + "; what it acknowledged is safe",
                    cause);
            failure = failed;
        }
        return failed;
    }
}
