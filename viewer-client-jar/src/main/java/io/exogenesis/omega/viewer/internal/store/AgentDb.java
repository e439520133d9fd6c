package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.journal.DirectoryLock;
import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.Journal;
import io.exogenesis.omega.journal.JournalException;
import io.exogenesis.omega.journal.JournalOptions;
import io.exogenesis.omega.journal.JournalStats;
import io.exogenesis.omega.journal.ReadOnlyDirectoryException;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.MemoryCounter;
import io.exogenesis.omega.viewer.MemoryUnavailableException;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One directory per agent. Every change is a batch of records that is durable before it is believed:
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

    /** Records in one batch; a longer wait would gain nothing. */
    private static final int MAX_BATCH = 5_000;

    /** Entries that are new at the close: below, replaying them at the next start is as quick as reading an archive. */
    private static final int WORTH_A_CHECKPOINT = 500;

    private static final System.Logger LOG = System.getLogger(AgentDb.class.getName());
    private static final JournalOptions OPTIONS = JournalOptions.defaults().withSegmentBytes(1 << 20);

    private final FileLayer layer;
    private final String where;
    private final AutoCloseable lock;
    private volatile Journal journal;
    private final EntryHome home;
    private final Optional<SealedLog> seal;
    private final ViewerId viewer;
    private final int maxPatterns;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantReadWriteLock stateLock = new ReentrantReadWriteLock();
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicLong ids = new AtomicLong(1);
    private AgentState state;
    private final long compactBytes;
    private long compactAt;
    private @Nullable CompletableFuture<Void> checkpoint;
    private boolean closed;

    /** Records on their way; encoded already, so that the one who writes them has less to do. */
    private record Waiting(List<AgentRecord> records, List<byte[]> payloads, CompletableFuture<Void> durable) {}

    private AgentDb(
            FileLayer layer,
            ViewerId viewer,
            AutoCloseable lock,
            Journal journal,
            EntryHome home,
            Optional<SealedLog> seal,
            int maxPatterns,
            long compactBytes) {
        this.layer = layer;
        this.where = layer.location();
        this.viewer = viewer;
        this.lock = lock;
        this.journal = journal;
        this.home = home;
        this.seal = seal;
        this.maxPatterns = maxPatterns;
        this.compactBytes = compactBytes;
        this.compactAt = compactBytes;
        this.state = new AgentState(maxPatterns);
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
     * The same, encrypted with a key of {@value RecordSeal#KEY_BYTES} bytes that the host keeps. A memory that was not encrypted
     * becomes so before this returns. All of it lies in the journal then: an index would show what is in it.
     *
     * @throws ViewerException if the memory is encrypted with another key, or its files were changed without it
     */
    public static AgentDb openSealed(ViewerId viewer, Path directory, int maxPatterns, byte[] key) {
        return openSealed(viewer, directory, maxPatterns, key, MemoryCounter.NONE);
    }

    /** The same, compared with a counter of the host's: files of an earlier time are noticed, too. */
    public static AgentDb openSealed(
            ViewerId viewer, Path directory, int maxPatterns, byte[] key, MemoryCounter counter) {
        return open(viewer, directory, maxPatterns, Optional.of(new SealedLog(key, viewer, counter)), COMPACT_BYTES);
    }

    /** With another size of the journal at which it is compacted. Visible for tests. */
    static AgentDb open(ViewerId viewer, Path directory, int maxPatterns, Optional<SealedLog> seal, long compactBytes) {
        PrivateDirectory.makeState(directory);
        DirectoryLock lock;
        try {
            lock = DirectoryLock.acquire(directory, "the state directory of viewer " + viewer);
        } catch (ReadOnlyDirectoryException e) {
            LOG.log(Level.INFO, "{0}; its memory is read, and remembers nothing new", e.getMessage());
            return openReadOnly(viewer, directory, maxPatterns, seal, compactBytes);
        }
        try {
            EntryHome archive = EntryHome.archive(directory.resolve("memory"));
            EntryHome home = seal.isPresent() ? EntryHome.journal() : archive;
            FileLayer layer = FileLayer.directory(directory.resolve("journal"));
            AgentDb db = open(viewer, layer, lock, archive, home, seal, maxPatterns, compactBytes);
            PrivateDirectory.remove(directory.resolve("index")); // the first format had one, made of the journal
            if (seal.isPresent()) {
                db.leavePlainFiles(directory.resolve("memory"));
            }
            return db;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /* Without the lock, which is a write: nobody can write here. What was not encrypted stays so. */
    private static AgentDb openReadOnly(
            ViewerId viewer, Path directory, int maxPatterns, Optional<SealedLog> seal, long compactBytes) {
        EntryHome archive = EntryHome.archive(directory.resolve("memory"));
        FileLayer layer = FileLayer.readOnly(directory.resolve("journal"));
        EntryHome home = seal.isPresent() ? EntryHome.journal() : archive;
        return open(viewer, layer, () -> {}, archive, home, seal, maxPatterns, compactBytes);
    }

    /** The same on any file layer, all of it in the journal; {@code lock} is released at the end. For tests of power loss. */
    public static AgentDb open(ViewerId viewer, FileLayer layer, AutoCloseable lock, int maxPatterns) {
        EntryHome home = EntryHome.journal();
        return open(viewer, layer, lock, home, home, Optional.empty(), maxPatterns, COMPACT_BYTES);
    }

    /** The same with the entries at rest in an archive. For tests of power loss. */
    static AgentDb open(ViewerId viewer, FileLayer layer, EntryHome home, int maxPatterns, long compactBytes) {
        return open(viewer, layer, () -> {}, home, home, Optional.empty(), maxPatterns, compactBytes);
    }

    @SuppressWarnings("TooManyParameters") // the only one that knows them all
    private static AgentDb open(
            ViewerId viewer,
            FileLayer layer,
            AutoCloseable lock,
            EntryHome from,
            EntryHome home,
            Optional<SealedLog> seal,
            int maxPatterns,
            long compactBytes) {
        Journal journal = Journal.open(layer, OPTIONS);
        AgentDb db = new AgentDb(layer, viewer, lock, journal, home, seal, maxPatterns, compactBytes);
        try {
            db.recover(from);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
        return db;
    }

    /**
     * Everything that was not encrypted, or as an earlier version did it, is written anew and then deleted. The archive gets another
     * name first, so that a crash in the middle leaves nothing that looks like a damaged archive; whatever bears that name goes at
     * the next opening.
     */
    private void leavePlainFiles(Path archive) {
        Path leaving = archive.resolveSibling("memory.leaving");
        if (seal.filter(log -> !log.isBound()).isPresent()) {
            compactNow();
        }
        PrivateDirectory.remove(leaving);
        if (Files.isDirectory(archive)) {
            PrivateDirectory.rename(archive, leaving);
            PrivateDirectory.remove(leaving);
        }
        EntryHome.warnOfPlain(archive);
    }

    private void recover(EntryHome archive) {
        // an archive beside an encrypted journal is what is left of the plain memory, or was put there without the key
        EntryHome from = seal.isPresent() && beginsSealed() ? EntryHome.journal() : archive;
        EntryTable entries = new EntryTable(maxPatterns);
        long seen = from.load(entries);
        boolean foreign = seen > journal.end();
        if (foreign) {
            // the journal was replaced: its positions say nothing about this archive
            LOG.log(
                    Level.WARNING,
                    "the memory in {0} was archived at a position that its journal does not reach: the journal is another one or an"
                            + " older copy. Its entries are taken as they are",
                    where);
            entries.allChanged();
        }
        JournalFold records =
                new JournalFold(new JournalFold.Source(viewer, where, seal, maxPatterns), entries, foreign ? 0 : seen);
        journal.replay(journal.start(), records::take);
        JournalFold.Folded fold = records.folded();
        seal.ifPresent(log -> log.checkEnd(journal.end(), where));
        state = fold.state();
        ids.set(state.entries().nextId());
        if (fold.archivedUpTo() > seen) {
            from.incomplete(seen == 0);
            state.entries().allChanged();
        }
        if (fold.version() < AgentSchema.VERSION && !isReadOnly()) {
            writeVersion(fold.version());
        }
        compactAt = Math.max(compactBytes, 2 * fold.snapshotBytes());
        if (foreign && !isReadOnly()) {
            compactNow(); // so that the archive bears a position of this journal
        }
        if (!isReadOnly()) {
            // what was written before the host's counter was told counts from here on
            seal.ifPresent(log -> log.advance(journal.end()));
        }
    }

    private boolean beginsSealed() {
        boolean[] sealed = new boolean[1];
        // the first record of the first segment; some ten records at an opening are read twice
        journal.replayFirst((position, next, payload) -> sealed[0] = SealedLog.isSealed(payload));
        return sealed[0];
    }

    /* Of a memory that is there already the version may wait: a snapshot, the only place for what is new in it, names it, too. */
    private void writeVersion(int found) {
        try {
            append(encoded(List.of(new AgentRecord.Format(AgentSchema.VERSION, viewer))));
        } catch (MemoryUnavailableException e) {
            if (found == 0) {
                throw e;
            }
            LOG.log(Level.WARNING, "{0}", e.getMessage());
        }
    }

    /** Reads the state; what {@code question} returns must not lead back into it. Several may read at once. */
    public <T> T read(Function<AgentState, T> question) {
        stateLock.readLock().lock();
        try {
            return question.apply(state);
        } finally {
            stateLock.readLock().unlock();
        }
    }

    /**
     * Decides on the newest state what happens, makes it durable and folds it in. Nobody else changes the state in between.
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
            if (!records.isEmpty()) {
                checkWritable();
                take(records, encoded(records));
            }
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
    public CompletableFuture<Void> submit(List<AgentRecord> records) {
        Waiting waiting = new Waiting(records, encoded(records), new CompletableFuture<>());
        queue.add(waiting);
        if (draining.compareAndSet(false, true)) {
            Thread.ofVirtual().name("omega-viewer-commit").start(this::drain);
        }
        return waiting.durable();
    }

    /**
     * Completes when all that was submitted before this call is durable or has failed; at once if nothing waits. It never fails
     * and writes nothing: what became of the records, those know who submitted them.
     */
    public CompletableFuture<Void> settled() {
        // in this order: what was in the queue is with a drainer before the queue is empty
        if (queue.isEmpty() && !draining.get()) {
            return CompletableFuture.completedFuture(null);
        }
        return submit(List.of()).handle((value, error) -> value);
    }

    /** An id that no entry had before. */
    public long nextId() {
        return ids.getAndIncrement();
    }

    private void drain() {
        do {
            for (List<Waiting> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
                write(batch);
            }
            draining.set(false);
            // somebody may have come between the last look and the flag
        } while (!queue.isEmpty() && draining.compareAndSet(false, true));
    }

    private List<Waiting> nextBatch() {
        List<Waiting> batch = new ArrayList<>();
        int records = 0;
        while (records < MAX_BATCH) {
            Waiting next = queue.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
            records += next.records().size();
        }
        return batch;
    }

    private void write(List<Waiting> batch) {
        List<AgentRecord> records = new ArrayList<>();
        List<byte[]> payloads = new ArrayList<>();
        for (Waiting waiting : batch) {
            records.addAll(waiting.records());
            payloads.addAll(waiting.payloads());
        }
        writing.lock();
        try {
            if (!records.isEmpty()) {
                requireWritable();
                take(records, payloads);
            }
        } catch (RuntimeException | Error e) {
            Thread.startVirtualThread(() -> batch.forEach(w -> w.durable().completeExceptionally(e)));
            return;
        } finally {
            writing.unlock();
        }
        // on a thread of its own, so that what hangs on these futures cannot stall the next batch
        Thread.startVirtualThread(() -> batch.forEach(w -> w.durable().complete(null)));
    }

    private void requireOpen() {
        if (closed) {
            throw new AgentClosedException("the agent's memory in " + where + " is closed");
        }
    }

    /** Whether this memory lies on a read-only disk: it is read, and takes nothing. */
    public boolean isReadOnly() {
        return layer.isReadOnly();
    }

    /** @throws MemoryUnavailableException if {@link #isReadOnly} */
    public void checkWritable() {
        if (isReadOnly()) {
            throw new MemoryUnavailableException(
                    "the agent's memory in " + where
                            + " is on a read-only file system: it can be read and remembers nothing new;"
                            + " mount it for writing, and open it again",
                    new ReadOnlyFileSystemException());
        }
    }

    private void requireWritable() {
        requireWorking();
        checkWritable();
    }

    /**
     * Opens the journal anew if its disk has failed: only that can tell what of the last batch is on it. Once a batch, so that a
     * full disk is asked as often as there is something to write.
     *
     * @throws MemoryUnavailableException if it cannot be opened
     */
    private void requireWorking() {
        requireOpen();
        if (journal.failure().isEmpty()) {
            return;
        }
        long acknowledged = journal.end();
        try {
            closeFailed();
            Journal again = Journal.open(layer, OPTIONS);
            journal = again;
            again.replay(acknowledged, this::takeSurvivor);
            LOG.log(Level.INFO, "the memory in {0} can be written again", where);
        } catch (JournalException e) {
            throw unavailable(e);
        }
    }

    private void closeFailed() {
        try {
            journal.close();
        } catch (JournalException e) {
            LOG.log(Level.DEBUG, "closing a failed journal: {0}", e.getMessage());
        }
    }

    private MemoryUnavailableException unavailable(JournalException e) {
        return new MemoryUnavailableException(
                "the agent's memory takes nothing at the moment (" + e.getMessage()
                        + "); what it acknowledged is safe, and it goes on when the disk does",
                e);
    }

    /**
     * Takes in what became durable of a batch that had failed, as the next start would. A snapshot in it says nothing new: it is
     * of the state as it is.
     */
    private void takeSurvivor(long position, long next, byte[] payload) {
        AgentRecord record = AgentSchema.decode(seal.isPresent() ? seal.get().open(payload, position) : payload);
        switch (record) {
            case AgentRecord.SnapshotStart s -> {}
            case AgentRecord.SnapshotPart s -> {}
            case AgentRecord.SnapshotEnd s -> {}
            case AgentRecord.Format format -> {}
            default -> {
                stateLock.writeLock().lock();
                try {
                    state.apply(record);
                } finally {
                    stateLock.writeLock().unlock();
                }
            }
        }
    }

    private static List<byte[]> encoded(List<AgentRecord> records) {
        return records.stream().map(AgentSchema::encode).toList();
    }

    private void take(List<AgentRecord> records, List<byte[]> payloads) {
        append(payloads);
        stateLock.writeLock().lock();
        try {
            records.forEach(state::apply);
        } finally {
            stateLock.writeLock().unlock();
        }
        if (journal.stats().bytes() >= compactAt) {
            compactOrLater();
        }
    }

    /** What was taken is durable, whatever becomes of the compaction: that is tried again when the journal has grown. */
    private void compactOrLater() {
        try {
            compact();
        } catch (RuntimeException e) {
            notCompacted(e);
        }
    }

    private void notCompacted(Throwable e) {
        LOG.log(Level.WARNING, "the memory in {0} could not be compacted: {1}", where, e.getMessage());
        compactAt = 2 * journal.stats().bytes(); // not again at once: the disk may be full
    }

    /* One at a time: what is sealed is bound to its place. */
    private void append(List<byte[]> payloads) {
        Optional<SealedLog.Mark> before = seal.map(SealedLog::mark);
        try {
            journal.append(seal.isPresent() ? sealed(seal.get(), payloads) : payloads)
                    .join();
        } catch (RuntimeException e) {
            seal.ifPresent(log -> before.ifPresent(log::backTo));
            if (e instanceof CompletionException && e.getCause() instanceof JournalException failed) {
                throw unavailable(failed);
            }
            throw e;
        }
        seal.ifPresent(log -> log.advance(journal.end()));
    }

    private List<byte[]> sealed(SealedLog log, List<byte[]> payloads) {
        List<byte[]> out = new ArrayList<>(payloads.size());
        long position = journal.end();
        for (byte[] payload : payloads) {
            out.add(log.seal(payload, position, AgentSchema.isSnapshotStart(payload)));
            position += Journal.bytesOf(SealedLog.sealedLength(payload.length));
        }
        return out;
    }

    /**
     * Puts the entries into their home and a snapshot of the rest in place of the journal. An archive is written on a thread of
     * its own, while others go on storing: what they store lies behind the border and stays in the journal.
     */
    private void compact() {
        if (checkpoint != null) {
            return;
        }
        long border = journal.roll();
        EntryTable.Changes changes = changesTaken();
        if (home.inJournal()) {
            List<AgentRecord> snapshot = new ArrayList<>();
            snapshot.add(new AgentRecord.EntriesFollow());
            snapshot.addAll(read(s -> s.entries().toRecords()));
            snapshot.addAll(read(AgentState::toRecords));
            replaceBefore(border, snapshot);
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        checkpoint = done;
        Thread.ofVirtual().name("omega-viewer-checkpoint").start(() -> {
            try {
                archive(border, changes);
            } finally {
                done.complete(null);
            }
        });
    }

    private EntryTable.Changes changesTaken() {
        stateLock.writeLock().lock();
        try {
            return state.entries().takeChanges();
        } finally {
            stateLock.writeLock().unlock();
        }
    }

    private void archive(long border, EntryTable.Changes changes) {
        Throwable failed = null;
        boolean written = false;
        try {
            written = home.write(changes, border);
        } catch (RuntimeException | Error e) {
            failed = e;
        }
        writing.lock();
        try {
            checkpoint = null;
            if (written) {
                List<AgentRecord> snapshot = new ArrayList<>();
                if (home.exists()) {
                    snapshot.add(new AgentRecord.EntriesArchived(border));
                }
                snapshot.addAll(read(AgentState::toRecords));
                replaceBefore(border, snapshot);
            } else {
                givenBack(changes);
                compactAt = 2 * journal.stats().bytes(); // not again at once: the disk may be full
            }
        } catch (RuntimeException e) {
            failed = e;
        } finally {
            if (failed != null) {
                notCompacted(failed);
            }
            writing.unlock();
        }
    }

    private void givenBack(EntryTable.Changes changes) {
        stateLock.writeLock().lock();
        try {
            state.entries().giveBack(changes);
        } finally {
            stateLock.writeLock().unlock();
        }
    }

    private void replaceBefore(long border, List<AgentRecord> state) {
        List<AgentRecord> snapshot = new ArrayList<>();
        snapshot.add(new AgentRecord.SnapshotStart(border));
        snapshot.add(new AgentRecord.SnapshotPart(new AgentRecord.Format(AgentSchema.VERSION, viewer)));
        state.forEach(r -> snapshot.add(new AgentRecord.SnapshotPart(r)));
        snapshot.add(new AgentRecord.SnapshotEnd(border));
        append(encoded(snapshot));
        journal.discardBefore(border);
        compactAt = Math.max(compactBytes, 2 * journal.stats().bytes());
    }

    /**
     * Copies the memory into a directory that does not exist yet, as of now; writers wait meanwhile. It can be opened as any other.
     *
     * @throws ViewerException if the directory exists or the disk fails
     */
    public void snapshotTo(Path source, Path target) {
        lockWithoutCheckpoint();
        try {
            requireOpen();
            PrivateDirectory.copy(source, target, List.of("journal", "memory"));
        } finally {
            writing.unlock();
        }
    }

    /** Takes the lock of writers when no checkpoint runs: with it, none begins. */
    private void lockWithoutCheckpoint() {
        while (true) {
            writing.lock();
            CompletableFuture<Void> running = checkpoint;
            if (running == null) {
                return;
            }
            writing.unlock();
            running.join();
        }
    }

    /**
     * Writes everything to where it rests and waits for it: the directory is then as small as it gets.
     *
     * @throws AgentClosedException if the memory is closed
     * @throws MemoryUnavailableException if its disk fails
     */
    public void compactNow() {
        lockWithoutCheckpoint();
        CompletableFuture<Void> mine;
        try {
            requireWritable();
            compact();
            mine = checkpoint;
        } finally {
            writing.unlock();
        }
        if (mine != null) {
            mine.join();
        }
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
        long before = journal.end();
        commit(state -> List.of(step));
        stateLock.writeLock().lock();
        try {
            state.entries().allChangedAnew(); // an archive only marks what is deleted
        } finally {
            stateLock.writeLock().unlock();
        }
        compactNow();
        if (journal.start() <= before) {
            throw new MemoryUnavailableException(
                    "it is forgotten, but files in " + where
                            + " could not be written anew and still have it: try again",
                    new IOException("no checkpoint"));
        }
        home.removeDamaged();
    }

    public JournalStats journal() {
        return journal.stats();
    }

    /**
     * Closes journal and lock. What was committed is durable already; many new entries are archived, so that the next start is
     * quick. Twice is harmless.
     */
    @Override
    public void close() {
        if (!isReadOnly() && !home.inJournal() && read(s -> s.entries().changeCount()) >= WORTH_A_CHECKPOINT) {
            try {
                compactNow();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "no checkpoint at the close of {0}: {1}", where, e.getMessage());
            }
        }
        CompletableFuture<Void> running;
        writing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true; // from here on nothing is taken and no checkpoint begins
            running = checkpoint;
        } finally {
            writing.unlock();
        }
        if (running != null) {
            running.join();
        }
        try {
            journal.close();
        } finally {
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
}
