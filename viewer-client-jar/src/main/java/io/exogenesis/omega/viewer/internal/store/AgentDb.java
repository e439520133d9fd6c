package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.JournalException;
import io.exogenesis.omega.journal.JournalStats;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.MemoryCounter;
import io.exogenesis.omega.viewer.MemoryUnavailableException;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The memory of one agent. Every change is a batch of records that is durable before it is believed. In a directory it is:
 *
 * <pre>
 * stateDirectory/             mode 0700
 *   omega.lock                one process at a time
 *   journal/*.journal         what happened since the last checkpoint, and a snapshot of all but the entries
 *   memory/                   entries that the host stored, as of the last checkpoint: a Lucene index
 * </pre>
 *
 * Thread-safe. Readers wait for no disk: the state is locked only while a durable batch is folded in. Writers that come
 * together share one fsync.
 */
public final class AgentDb implements AutoCloseable {
    /** The journal is replaced by a snapshot when it has grown to this size, or to twice the last snapshot. */
    static final long COMPACT_BYTES = 4L << 20;

    /** Entries that are new at the close: below, replaying them at the next start is as quick as reading an archive. */
    private static final int WORTH_A_CHECKPOINT = 500;

    private static final System.Logger LOG = System.getLogger(AgentDb.class.getName());

    /** One writer at a time; guards {@link #log}, {@link #checkpoints} and changes of {@link #closed}. */
    private final ReentrantLock writing = new ReentrantLock();

    private final CommitQueue queue = new CommitQueue(this::write);
    private final Runnable release;
    private final RecordLog log;
    private final GuardedState state;
    private final EntryHome home;
    private final Checkpoints checkpoints;
    private final AtomicLong ids;
    private volatile boolean closed;

    /** @param release of the directory, at the close */
    AgentDb(Runnable release, RecordLog log, EntryHome home, MemorySettings settings, JournalFold.Folded found) {
        this.release = release;
        this.log = log;
        this.home = home;
        this.state = new GuardedState(found.state());
        this.checkpoints = new Checkpoints(writing, log, state, home, settings, found.snapshotBytes());
        this.ids = new AtomicLong(found.state().entries().nextId());
    }

    /**
     * Opens the memory of {@code viewer}, or makes one. A directory on a read-only file system is opened for reading, without its
     * lock; whatever would change it fails with {@link MemoryUnavailableException}.
     *
     * @throws io.exogenesis.omega.journal.DirectoryLockedException if another process, or another agent of this one, has it
     * @throws ViewerException if it belongs to another viewer or was written by a newer version
     * @throws JournalException if the journal is damaged or the disk fails
     */
    public static AgentDb open(ViewerId viewer, Path directory, int maxPatterns) {
        return open(viewer, directory, maxPatterns, Optional.empty(), COMPACT_BYTES);
    }

    /**
     * The same, encrypted with a key of {@value RecordSeal#KEY_BYTES} bytes that the host keeps, and compared with a counter of the
     * host's: files of an earlier time are noticed, too. A memory that was not encrypted becomes so before this returns. All of it
     * lies in the journal then: an index would show what is in it.
     *
     * @throws ViewerException if the memory is encrypted with another key, or its files were changed without it
     */
    public static AgentDb openSealed(
            ViewerId viewer, Path directory, int maxPatterns, byte[] key, MemoryCounter counter) {
        return open(viewer, directory, maxPatterns, Optional.of(new SealedLog(key, viewer, counter)), COMPACT_BYTES);
    }

    /** With another size of the journal at which it is compacted. Visible for tests. */
    static AgentDb open(ViewerId viewer, Path directory, int maxPatterns, Optional<SealedLog> seal, long compactBytes) {
        return new MemoryOpening(new MemorySettings(viewer, maxPatterns, seal, compactBytes)).in(directory);
    }

    /** The same on any file layer, all of it in the journal; {@code release} runs at the close. For tests of power loss. */
    public static AgentDb open(ViewerId viewer, FileLayer layer, Runnable release, int maxPatterns) {
        EntryHome home = EntryHome.journal();
        return new MemoryOpening(new MemorySettings(viewer, maxPatterns, Optional.empty(), COMPACT_BYTES))
                .on(layer, release, home, home);
    }

    /** The same with the entries at rest in an archive. For tests of power loss. */
    static AgentDb open(ViewerId viewer, FileLayer layer, EntryHome home, int maxPatterns, long compactBytes) {
        return new MemoryOpening(new MemorySettings(viewer, maxPatterns, Optional.empty(), compactBytes))
                .on(layer, () -> {}, home, home);
    }

    /**
     * Reads the state; what {@code question} returns must not lead back into it. Several may read at once.
     *
     * @throws AgentClosedException if the memory is closed
     */
    public <T> T read(Function<AgentState, T> question) {
        requireOpen();
        return state.read(question);
    }

    /**
     * Decides on the newest state what happens, makes it durable and folds it in. Nobody else changes the state in between. Not for a
     * host's thread: its interrupt would close the files in use.
     *
     * @return what was decided; empty changes nothing
     * @throws AgentClosedException if the memory is closed
     * @throws MemoryUnavailableException if the disk fails; the state is as before
     */
    public List<AgentRecord> commit(Function<AgentState, List<AgentRecord>> decide) {
        writing.lock();
        try {
            requireWorking();
            List<AgentRecord> records = read(decide);
            take(CommitQueue.Batch.of(records));
            return records;
        } finally {
            writing.unlock();
        }
    }

    /**
     * Makes records durable that need no look at the state, in the order of the calls, together with those of others: one
     * fsync for all that waits. Without records it completes when all before it are durable.
     *
     * @return fails as {@link #commit} does
     */
    public CompletableFuture<Void> submit(List<? extends AgentRecord> records) {
        return queue.submit(records);
    }

    /**
     * Completes when all that was submitted before this call is durable or has failed; at once if nothing waits. It never fails
     * and writes nothing: what became of the records, those know who submitted them.
     */
    public CompletableFuture<Void> settled() {
        return queue.settled();
    }

    /** An id that no entry had before. */
    public long nextId() {
        return ids.getAndIncrement();
    }

    private void write(CommitQueue.Batch batch) {
        writing.lock();
        try {
            if (!batch.records().isEmpty()) {
                requireWorking();
                take(batch);
            }
        } finally {
            writing.unlock();
        }
    }

    private void take(CommitQueue.Batch batch) {
        if (!batch.records().isEmpty()) {
            log.checkWritable();
            log.append(batch.payloads());
            state.apply(batch.records());
            checkpoints.beginIfGrown();
        }
    }

    /** @throws MemoryUnavailableException if the disk failed and still does */
    private void requireWorking() {
        requireOpen();
        log.reopenIfFailed(this::takeSurvivor);
    }

    private void requireOpen() {
        if (closed) {
            throw new AgentClosedException("the agent's memory in " + log.where() + " is closed");
        }
    }

    /** As the next start would. A snapshot says nothing new: it is of the state as it is. */
    private void takeSurvivor(long position, long next, byte[] payload) {
        AgentRecord record = AgentSchema.decode(payload);
        switch (record) {
            case AgentRecord.SnapshotStart s -> {}
            case AgentRecord.SnapshotPart s -> {}
            case AgentRecord.SnapshotEnd s -> {}
            default -> state.apply(List.of(record));
        }
    }

    /** Whether this memory lies on a read-only disk: it is read, and takes nothing. */
    public boolean isReadOnly() {
        return log.isReadOnly();
    }

    /** @throws MemoryUnavailableException if {@link #isReadOnly} */
    public void checkWritable() {
        log.checkWritable();
    }

    /**
     * Copies the memory into a directory that does not exist yet, as of now; writers wait meanwhile. It can be opened as any other.
     *
     * @throws ViewerException if the directory exists or lies inside this memory's, or the disk fails
     */
    public void snapshotTo(Path source, Path target) {
        checkpoints.lockWhenNoneRuns();
        try {
            requireOpen();
            PrivateDirectory.copy(source, target, List.of("journal", "memory"));
        } finally {
            writing.unlock();
        }
    }

    /**
     * Writes everything to where it rests and waits for it: the directory is then as small as it gets.
     *
     * @throws AgentClosedException if the memory is closed
     * @throws MemoryUnavailableException if its disk fails
     */
    public void compactNow() {
        CompletableFuture<Void> mine;
        checkpoints.lockWhenNoneRuns();
        try {
            requireWorking();
            checkWritable();
            mine = checkpoints.begin();
        } finally {
            writing.unlock();
        }
        mine.join();
    }

    /**
     * Makes a step durable that takes something out of the memory, and writes the memory anew without it: afterwards no file of the
     * directory has a byte of what it took out. Archives that were set aside as damaged are deleted.
     *
     * @throws AgentClosedException if the memory is closed
     * @throws MemoryUnavailableException if the disk fails; if the step is durable then, the message says so, and the same call again
     *     goes on with the files
     */
    public void erase(AgentRecord step) {
        long before = log.journal().end();
        commit(s -> List.of(step));
        state.change(s -> {
            s.entries().allChangedAnew(); // an archive only marks what is deleted
            return s.entries();
        });
        compactNow();
        if (log.journal().start() <= before) {
            throw new MemoryUnavailableException(
                    "it is forgotten, but files in " + log.where()
                            + " could not be written anew and still have it: try again",
                    new IOException("no checkpoint"));
        }
        home.removeDamaged();
    }

    public JournalStats journal() {
        return log.journal().stats();
    }

    /**
     * Closes journal and lock. What was committed is durable already; many new entries are archived, so that the next start is
     * quick. Twice is harmless.
     */
    @Override
    public void close() {
        if (!isReadOnly() && !home.inJournal() && state.read(s -> s.entries().changeCount()) >= WORTH_A_CHECKPOINT) {
            try {
                compactNow();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "no checkpoint at the close of {0}: {1}", log.where(), e.getMessage());
            }
        }
        checkpoints.lockWhenNoneRuns();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            writing.unlock();
        }
        try {
            log.close();
        } finally {
            release.run();
        }
    }
}
