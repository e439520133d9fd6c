package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.journal.DirectoryLock;
import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.Journal;
import io.exogenesis.omega.journal.JournalException;
import io.exogenesis.omega.journal.JournalOptions;
import io.exogenesis.omega.journal.JournalStats;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.ViewerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One directory per agent. Every change is a batch of records that is durable before it is believed:
 *
 * <pre>
 * stateDirectory/             mode 0700
 *   omega.lock                one process at a time
 *   journal/*.journal         the truth
 *   index/                    vectors, rebuilt from the journal when they do not fit it
 * </pre>
 *
 * Thread-safe. Readers wait for no disk: the state is locked only while a durable batch is folded in.
 */
public final class AgentDb implements AutoCloseable {
    /** The journal is replaced by a snapshot when it has grown to this size, or to twice the last snapshot. */
    static final long COMPACT_BYTES = 4L << 20;

    private static final JournalOptions OPTIONS = JournalOptions.defaults().withSegmentBytes(1 << 20);

    private final String where;
    private final AutoCloseable lock;
    private final Journal journal;
    private final ViewerId viewer;
    private final int maxPatterns;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    private AgentState state;
    private long compactAt = COMPACT_BYTES;
    private boolean closed;

    private AgentDb(String where, ViewerId viewer, AutoCloseable lock, Journal journal, int maxPatterns) {
        this.where = where;
        this.viewer = viewer;
        this.lock = lock;
        this.journal = journal;
        this.maxPatterns = maxPatterns;
        this.state = new AgentState(maxPatterns);
    }

    /**
     * Opens the memory of {@code viewer}, or makes one.
     *
     * @throws io.exogenesis.omega.journal.DirectoryLockedException if another process, or another agent of this one, has it
     * @throws ViewerException if it belongs to another viewer or was written by a newer version
     * @throws JournalException if the journal is damaged or the disk fails
     */
    public static AgentDb open(ViewerId viewer, Path directory, int maxPatterns) {
        PrivateDirectory.make(directory);
        DirectoryLock lock = DirectoryLock.acquire(directory, "the state directory of viewer " + viewer);
        try {
            return open(viewer, FileLayer.directory(directory.resolve("journal")), lock, maxPatterns);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The same on any file layer; {@code lock} is released at the end. For tests of power loss. */
    public static AgentDb open(ViewerId viewer, FileLayer layer, AutoCloseable lock, int maxPatterns) {
        Journal journal = Journal.open(layer, OPTIONS);
        AgentDb db = new AgentDb(layer.location(), viewer, lock, journal, maxPatterns);
        try {
            db.recover();
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
        return db;
    }

    private void recover() {
        Fold fold = new Fold();
        journal.replay(journal.start(), (position, next, payload) -> fold.take(AgentRecordCodec.decode(payload)));
        state = fold.state;
        if (!fold.formatSeen) {
            append(List.of(new AgentRecord.Format(AgentRecordCodec.VERSION, viewer)));
        }
        compactAt = Math.max(COMPACT_BYTES, 2 * fold.snapshotBytes);
    }

    /** Reads the state; what {@code question} returns must not lead back into it. */
    public <T> T read(Function<AgentState, T> question) {
        reading.lock();
        try {
            return question.apply(state);
        } finally {
            reading.unlock();
        }
    }

    /**
     * Decides on the newest state what happens, makes it durable and folds it in. Nobody else changes the state in between.
     *
     * @return what was decided; empty changes nothing
     * @throws AgentClosedException if the memory is closed or its disk has failed; the state is as before
     */
    public List<AgentRecord> commit(Function<AgentState, List<AgentRecord>> decide) {
        writing.lock();
        try {
            if (closed) {
                throw new AgentClosedException("the agent's memory in " + where + " is closed");
            }
            List<AgentRecord> records = read(decide);
            if (records.isEmpty()) {
                return records;
            }
            append(records);
            reading.lock();
            try {
                records.forEach(state::apply);
            } finally {
                reading.unlock();
            }
            compactIfDue();
            return records;
        } finally {
            writing.unlock();
        }
    }

    private void append(List<AgentRecord> records) {
        List<byte[]> payloads = records.stream().map(AgentRecordCodec::encode).toList();
        try {
            journal.append(payloads).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JournalException failed) {
                AgentClosedException closedNow = new AgentClosedException("the agent's memory takes nothing more ("
                        + failed.getMessage() + "); what it acknowledged is safe: mend the disk and open it again");
                closedNow.initCause(failed);
                throw closedNow;
            }
            throw e;
        }
    }

    private void compactIfDue() {
        if (journal.stats().bytes() < compactAt) {
            return;
        }
        long border = journal.roll();
        List<AgentRecord> snapshot = new ArrayList<>();
        snapshot.add(new AgentRecord.SnapshotStart(border));
        snapshot.add(new AgentRecord.SnapshotPart(new AgentRecord.Format(AgentRecordCodec.VERSION, viewer)));
        read(AgentState::toRecords).forEach(r -> snapshot.add(new AgentRecord.SnapshotPart(r)));
        snapshot.add(new AgentRecord.SnapshotEnd(border));
        append(snapshot);
        journal.discardBefore(border);
        compactAt = Math.max(COMPACT_BYTES, 2 * journal.stats().bytes());
    }

    public JournalStats journal() {
        return journal.stats();
    }

    /** Closes journal and lock. What was committed is durable already. Twice is harmless. */
    @Override
    public void close() {
        writing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            journal.close();
        } finally {
            writing.unlock();
            release();
        }
    }

    private void release() {
        try {
            lock.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ViewerException("the lock of " + where + " could not be released: " + e.getMessage(), e);
        }
    }

    /** Folds records into a state; a snapshot replaces what came before, once its end is seen. */
    private final class Fold {
        private AgentState state = new AgentState(maxPatterns);
        private List<AgentRecord> snapshot = new ArrayList<>();
        private boolean inSnapshot;
        private boolean formatSeen;
        private long snapshotBytes;

        void take(AgentRecord record) {
            switch (record) {
                case AgentRecord.Format format -> checked(format);
                case AgentRecord.SnapshotStart s -> {
                    snapshot = new ArrayList<>();
                    inSnapshot = true;
                }
                case AgentRecord.SnapshotPart part -> {
                    if (inSnapshot) {
                        snapshot.add(part.record());
                    }
                }
                case AgentRecord.SnapshotEnd s -> {
                    if (inSnapshot) {
                        state = new AgentState(maxPatterns);
                        snapshot.forEach(this::part);
                        snapshotBytes = journal.end() - s.id();
                    }
                    inSnapshot = false;
                }
                default -> {
                    // a snapshot that a crash had torn is followed by ordinary steps: it never happened
                    inSnapshot = false;
                    state.apply(record);
                }
            }
        }

        private void part(AgentRecord record) {
            if (record instanceof AgentRecord.Format format) {
                checked(format);
            } else {
                state.apply(record);
            }
        }

        private void checked(AgentRecord.Format format) {
            formatSeen = true;
            if (format.version() != AgentRecordCodec.VERSION) {
                throw new ViewerException("the agent's memory in " + where + " has format " + format.version()
                        + ", this version reads " + AgentRecordCodec.VERSION + ": use the version that wrote it");
            }
            if (!format.viewer().equals(viewer)) {
                throw new ViewerException("the agent's memory in " + where + " belongs to viewer " + format.viewer()
                        + ", not to " + viewer + ": give each viewer a state directory of its own");
            }
        }
    }
}
