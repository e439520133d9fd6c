package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.ViewerId;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Puts the entries where they rest and a snapshot of all else in place of the journal, so that it stays small. An archive is
 * written on a thread of its own while others go on storing: what they store lies behind the border and stays in the journal. The
 * lock of writers guards all of it.
 */
final class Checkpoints {
    private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());

    private final ReentrantLock writing;
    private final RecordLog log;
    private final GuardedState state;
    private final EntryHome home;
    private final ViewerId viewer;
    private final long leastBytes;
    private long compactAt;
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    /**
     * @param writing is held by whoever calls a method here
     * @param settings from which size of the journal on it is compacted
     * @param snapshotBytes of the snapshot that the journal has
     */
    Checkpoints(
            ReentrantLock writing,
            RecordLog log,
            GuardedState state,
            EntryHome home,
            MemorySettings settings,
            long snapshotBytes) {
        this.writing = writing;
        this.log = log;
        this.state = state;
        this.home = home;
        this.viewer = settings.viewer();
        this.leastBytes = settings.compactBytes();
        this.compactAt = Math.max(leastBytes, 2 * snapshotBytes);
    }

    /** Begins if the journal has grown enough. What is in it is durable, whatever becomes of this: it is tried again later. */
    void beginIfGrown() {
        if (log.journal().stats().bytes() >= compactAt) {
            try {
                begin();
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    /** Begins one unless one runs; done when that is. */
    CompletableFuture<Void> begin() {
        if (running.isDone()) {
            long border = log.journal().roll();
            EntryTable.Changes changes = state.change(s -> s.entries().takeChanges());
            if (home.inJournal()) {
                replaceBefore(border, new AgentRecord.EntriesFollow());
            } else {
                running = new CompletableFuture<>();
                Thread.ofVirtual().name("omega-viewer-checkpoint").start(() -> archive(border, changes, running));
            }
        }
        return running;
    }

    /** What runs, or is done. */
    CompletableFuture<Void> running() {
        return running;
    }

    /** Takes the lock of writers when none runs: while it is held, none begins. */
    void lockWhenNoneRuns() {
        for (writing.lock(); !running.isDone(); writing.lock()) {
            CompletableFuture<Void> other = running;
            writing.unlock();
            other.join();
        }
    }

    private void archive(long border, EntryTable.Changes changes, CompletableFuture<Void> done) {
        boolean written = false;
        Throwable failure = null;
        try {
            written = home.write(changes, border);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        writing.lock();
        try {
            if (written) {
                replaceBefore(border, home.exists() ? new AgentRecord.EntriesArchived(border) : null);
            } else {
                state.change(s -> {
                    s.entries().giveBack(changes);
                    return changes;
                });
                notSoonAgain();
            }
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            if (failure != null) {
                failed(failure);
            }
            writing.unlock();
            done.complete(null);
        }
    }

    private void failed(Throwable e) {
        LOG.log(Level.WARNING, "the memory in {0} could not be compacted: {1}", log.where(), e.getMessage());
        notSoonAgain();
    }

    private void notSoonAgain() {
        compactAt = 2 * log.journal().stats().bytes(); // the disk may be full
    }

    /** @param entries where they are; null: nowhere, since there are none */
    private void replaceBefore(long border, @Nullable AgentRecord entries) {
        List<AgentRecord> parts = new ArrayList<>();
        parts.add(new AgentRecord.Format(AgentSchema.VERSION, viewer));
        if (entries != null) {
            parts.add(entries);
        }
        state.read(s -> {
            if (home.inJournal()) {
                parts.addAll(s.entries().toRecords());
            }
            return parts.addAll(s.toRecords());
        });
        List<AgentRecord> snapshot = new ArrayList<>();
        snapshot.add(new AgentRecord.SnapshotStart(border));
        parts.forEach(part -> snapshot.add(new AgentRecord.SnapshotPart(part)));
        snapshot.add(new AgentRecord.SnapshotEnd(border));
        log.append(CommitQueue.Batch.of(snapshot).payloads());
        log.journal().discardBefore(border);
        compactAt = Math.max(leastBytes, 2 * log.journal().stats().bytes());
    }
}
