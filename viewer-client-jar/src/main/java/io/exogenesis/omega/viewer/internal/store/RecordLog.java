package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.journal.Journal;
import io.exogenesis.omega.journal.JournalException;
import io.exogenesis.omega.journal.JournalOptions;
import io.exogenesis.omega.journal.RecordConsumer;
import io.exogenesis.omega.viewer.MemoryUnavailableException;
import io.exogenesis.omega.viewer.ViewerException;
import java.lang.System.Logger.Level;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The journal of a memory: what was appended is durable, sealed if the host gave a key, and a journal whose disk failed is opened
 * anew. Appending and opening anew are for one thread at a time: its owner's lock guards them.
 */
final class RecordLog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RecordLog.class.getName());
    private static final JournalOptions OPTIONS = JournalOptions.defaults().withSegmentBytes(1 << 20);

    private final FileLayer layer;
    private final Optional<SealedLog> seal;
    private volatile Journal journal;

    /** @throws JournalException if the journal is damaged or the disk fails */
    RecordLog(FileLayer layer, Optional<SealedLog> seal) {
        this.layer = layer;
        this.seal = seal;
        this.journal = Journal.open(layer, OPTIONS);
    }

    /** For messages. */
    String where() {
        return layer.location();
    }

    /** For positions and sizes; records go through this log. */
    Journal journal() {
        return journal;
    }

    boolean isReadOnly() {
        return layer.isReadOnly();
    }

    /** @throws MemoryUnavailableException if {@link #isReadOnly} */
    void checkWritable() {
        if (isReadOnly()) {
            throw new MemoryUnavailableException(
                    "the agent's memory in " + where()
                            + " is on a read-only file system: it can be read and remembers nothing new;"
                            + " mount it for writing, and open it again",
                    new ReadOnlyFileSystemException());
        }
    }

    /** Whether the first record is sealed: of the first segment; some ten records at an opening are read twice. */
    boolean beginsSealed() {
        boolean[] sealed = new boolean[1];
        journal.replayFirst((position, next, payload) -> sealed[0] = SealedLog.isSealed(payload));
        return sealed[0];
    }

    /**
     * Gives all records to {@code consumer}, opened.
     *
     * @throws ViewerException if they are sealed with another key or were changed without it, or some are missing at the end
     */
    void replay(RecordConsumer consumer) {
        replay(journal.start(), consumer);
        seal.ifPresent(log -> log.checkEnd(journal.end(), where()));
    }

    private void replay(long from, RecordConsumer consumer) {
        journal.replay(from, (position, next, payload) -> consumer.accept(position, next, opened(position, payload)));
    }

    private byte[] opened(long position, byte[] payload) {
        if (seal.isPresent()) {
            return seal.get().open(payload, position);
        }
        if (SealedLog.isSealed(payload)) {
            throw new ViewerException(
                    "the agent's memory in " + where() + " is encrypted: open it with the key that the host used");
        }
        return payload;
    }

    /**
     * Opens the journal anew if its disk has failed: only that can tell what of the last batch is on it. Once a batch, so that a
     * full disk is asked as often as there is something to write.
     *
     * @param survivors is given what became durable of the batch that had failed
     * @throws MemoryUnavailableException if it cannot be opened
     */
    void reopenIfFailed(RecordConsumer survivors) {
        if (journal.failure().isEmpty()) {
            return;
        }
        long acknowledged = journal.end();
        try {
            closeFailed();
            journal = Journal.open(layer, OPTIONS);
            replay(acknowledged, survivors);
            LOG.log(Level.INFO, "the memory in {0} can be written again", where());
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

    private static MemoryUnavailableException unavailable(JournalException e) {
        return new MemoryUnavailableException(
                "the agent's memory takes nothing at the moment (" + e.getMessage()
                        + "); what it acknowledged is safe, and it goes on when the disk does",
                e);
    }

    /**
     * Waits until these records are durable.
     *
     * @throws MemoryUnavailableException if the disk fails
     */
    void append(List<byte[]> payloads) {
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
        countOn();
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

    /** Tells the host's counter how far the journal has come. */
    void countOn() {
        seal.ifPresent(log -> log.advance(journal.end()));
    }

    @Override
    public void close() {
        journal.close();
    }
}
