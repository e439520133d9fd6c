package io.exogenesis.omega.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * An append-only journal on disk.
 *
 * <ul>
 *   <li>A future completes after the fsync that covers its record: it is then found again after any crash or power loss.
 *   <li>Records that were not acknowledged may survive or not; if one survives, so do all before it.
 *   <li>A torn tail is cut off when the journal is opened, counted in {@link JournalStats#tornBytesRecovered} and logged once.
 *   <li>Damage to acknowledged records is a {@link JournalCorruptException}, never a silent loss.
 *   <li>After a failed write or fsync it takes no more records ({@link JournalFailedException}) but can still be replayed.
 * </ul>
 *
 * <p>Thread-safe. One journal a directory: see {@link DirectoryLock}. Positions are longs that only grow; a position is
 * opaque, except that the journal begins at 0 and {@code nextPosition} of a record is the position of the next.
 */
public final class Journal implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Journal.class.getName());
    /** Of {@link #tailTrouble}: a batch and its fsync take some milliseconds, on a slow disk some ten. */
    private static final int LOOK_MILLIS = 250;

    private final FileLayer layer;
    private final JournalOptions options;
    private final Segments segments;
    private final GroupCommit commit;
    private final long tornBytes;

    private Journal(FileLayer layer, JournalOptions options, Segments.Opened opened) throws IOException {
        this.layer = layer;
        this.options = options;
        this.segments = opened.segments();
        this.tornBytes = opened.recovery().tornBytes();
        long base = segments.bases().getLast();
        Tail tail = Tail.of(segments.active(), base, opened.recovery().end(), options.watchedBytes());
        this.commit = new GroupCommit(segments, tail, options);
    }

    /**
     * Opens the journal in a directory, or makes one.
     *
     * @throws JournalCorruptException if acknowledged records are damaged; nothing is changed on disk
     * @throws JournalFailedException if the disk fails
     */
    public static Journal open(FileLayer layer, JournalOptions options) {
        try {
            Segments.Opened opened = Segments.open(layer);
            long torn = opened.recovery().tornBytes();
            if (torn > 0) {
                LOG.log(
                        Level.WARNING,
                        "journal {0}: cut off {1} bytes of a batch that a crash had torn; nothing acknowledged is lost",
                        layer.location(),
                        torn);
            }
            return new Journal(layer, options, opened);
        } catch (IOException e) {
            throw new JournalFailedException("the journal in " + layer.location() + " cannot be opened: " + e, e);
        }
    }

    /**
     * Appends a record. The array must not be changed until the future is done.
     *
     * @return the record's position, after the fsync; fails with {@link JournalFailedException} or {@link
     *     JournalOverloadedException}
     * @throws IllegalArgumentException if the payload is empty or longer than {@link JournalOptions#maxRecordBytes}
     */
    public CompletableFuture<Long> append(byte[] payload) {
        return append(List.of(payload)).thenApply(List::getFirst);
    }

    /**
     * Appends records that become durable with one fsync; after a crash a first part of them may be there if they were not
     * acknowledged. Otherwise as {@link #append(byte[])}.
     *
     * @return their positions
     */
    public CompletableFuture<List<Long>> append(List<byte[]> payloads) {
        long bytes = 0;
        for (byte[] payload : payloads) {
            if (payload.length < 1 || payload.length > options.maxRecordBytes()) {
                throw new IllegalArgumentException(
                        "a record has 1 to " + options.maxRecordBytes() + " bytes, not " + payload.length);
            }
            bytes += payload.length;
        }
        if (payloads.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        JournalFailedException failure = commit.failure();
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        if (commit.pendingBytes() > options.maxPendingBytes()) {
            return CompletableFuture.failedFuture(new JournalOverloadedException(
                    "the journal in " + layer.location() + " has more to write than it may hold"));
        }
        CompletableFuture<List<Long>> done = new CompletableFuture<>();
        commit.submit(new GroupCommit.Append(List.copyOf(payloads), bytes, done));
        return done;
    }

    /** Appends a record and waits until it is durable. Returns its position; errors as {@link #append(byte[])}. */
    public long appendDurable(byte[] payload) {
        return await(append(payload));
    }

    /**
     * Closes the active segment and begins a new one, unless it is empty, so that what was written until now can be
     * discarded whole. Returns the position of the border.
     */
    public long roll() {
        CompletableFuture<Long> done = new CompletableFuture<>();
        commit.submit(new GroupCommit.Roll(done));
        return await(done);
    }

    /**
     * Gives the acknowledged records to {@code consumer} in order: those from {@code fromPosition} (or from {@link
     * #start()}, if that is later) up to {@link #end()} as it is now. May run beside appends; what is replayed must not be
     * discarded meanwhile.
     *
     * @param fromPosition 0, or the position or nextPosition of a record
     * @throws JournalCorruptException if a record cannot be read, or the journal ends before {@code fromPosition}
     * @throws JournalFailedException if the disk fails
     */
    public void replay(long fromPosition, RecordConsumer consumer) {
        long until = commit.acknowledged().end();
        List<Long> bases = segments.bases();
        if (fromPosition > until) {
            throw new JournalCorruptException(
                    layer.location(),
                    SegmentFormat.fileName(bases.getLast()),
                    SegmentFormat.HEADER_BYTES + until - bases.getLast(),
                    "the journal ends at position " + until + ", but had been read up to " + fromPosition);
        }
        for (int i = 0; i < bases.size(); i++) {
            long limit = i + 1 < bases.size() ? Math.min(until, bases.get(i + 1)) : until;
            if (limit > fromPosition) {
                replaySegment(bases.get(i), Math.max(fromPosition, bases.get(i)), limit, consumer);
            }
        }
    }

    /** Gives the first record, if there is one, to {@code consumer}. Errors as {@link #replay}. */
    public void replayFirst(RecordConsumer consumer) {
        long base = start();
        if (end() > base) {
            String name = SegmentFormat.fileName(base);
            try (FileLayer.File file = layer.open(name)) {
                SegmentReader reader = new SegmentReader(file, base, base, end());
                if (!reader.advance()) {
                    throw new JournalCorruptException(layer.location(), name, reader.offset(base), "not a record");
                }
                consumer.accept(reader.position(), reader.nextPosition(), reader.payload());
            } catch (IOException e) {
                throw new JournalFailedException("the journal in " + layer.location() + " cannot be read: " + e, e);
            }
        }
    }

    private void replaySegment(long base, long from, long limit, RecordConsumer consumer) {
        String name = SegmentFormat.fileName(base);
        try (FileLayer.File file = layer.open(name)) {
            if (!Recovery.headerIsValid(file, base)) {
                throw new JournalCorruptException(layer.location(), name, 0, "not the header of this segment");
            }
            SegmentReader reader = new SegmentReader(file, base, from, limit);
            while (reader.advance()) {
                consumer.accept(reader.position(), reader.nextPosition(), reader.payload());
            }
            if (!reader.atLimit()) {
                throw new JournalCorruptException(
                        layer.location(), name, reader.offset(reader.nextPosition()), "not a record");
            }
        } catch (IOException e) {
            throw new JournalFailedException("the journal in " + layer.location() + " cannot be read: " + e, e);
        }
    }

    /** Where copies of segments go. */
    @FunctionalInterface
    public interface Copies {
        /** A new file of this name to write to; it is closed when the segment is written. */
        OutputStream open(String name) throws IOException;
    }

    /**
     * Copies the segment files that hold the records from {@code from} on, as if the journal ended at {@code until}: a journal that
     * is opened over the copies has these records at these positions. May run beside appends and rewrites; what is copied must not
     * be discarded meanwhile.
     *
     * @param until {@link #end()}, now or earlier, but not before a discard or a roll at {@code from}
     * @throws JournalFailedException if the disk fails
     */
    public void copy(long from, long until, Copies copies) {
        List<Long> bases = segments.bases();
        try {
            for (int i = 0; i < bases.size(); i++) {
                long base = bases.get(i);
                long end = i + 1 < bases.size() ? Math.min(until, bases.get(i + 1)) : until;
                boolean last = i + 1 == bases.size() || bases.get(i + 1) > until;
                if (base <= until && (end > from || last)) {
                    copySegment(base, SegmentFormat.HEADER_BYTES + end - base, copies);
                }
            }
        } catch (IOException e) {
            throw new JournalFailedException("the journal in " + layer.location() + " cannot be copied: " + e, e);
        }
    }

    private void copySegment(long base, long bytes, Copies copies) throws IOException {
        String name = SegmentFormat.fileName(base);
        try (FileLayer.File file = layer.open(name);
                OutputStream out = copies.open(name)) {
            ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
            for (long at = 0; at < bytes; at += chunk.limit()) {
                chunk.clear().limit((int) Math.min(chunk.capacity(), bytes - at));
                if (file.read(at, chunk) < chunk.limit()) {
                    throw new IOException(name + " is shorter than what it holds");
                }
                out.write(chunk.array(), 0, chunk.limit());
            }
        }
    }

    /**
     * Puts a copy of a segment into a directory in which no journal is open; one of the same name is replaced. Durable when it
     * returns.
     *
     * @throws IllegalArgumentException if {@code name} is not that of a segment
     * @throws JournalFailedException if the disk fails
     */
    public static void restore(FileLayer layer, String name, InputStream content) {
        if (SegmentFormat.baseOf(name).isEmpty()) {
            throw new IllegalArgumentException(name + " is not the name of a segment");
        }
        try {
            layer.delete(name);
            try (FileLayer.File file = layer.create(name)) {
                byte[] chunk = new byte[1 << 16];
                long at = 0;
                for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
                    file.write(at, ByteBuffer.wrap(chunk, 0, n));
                    at += n;
                }
                file.sync();
            }
            layer.syncDirectory();
        } catch (IOException e) {
            throw new JournalFailedException("the journal in " + layer.location() + " cannot be restored: " + e, e);
        }
    }

    /** The base of the segment that holds this position: what {@link #rewrite} takes. */
    public long segmentOf(long position) {
        return segments.holding(position);
    }

    /**
     * Replaces records of one segment by others of the same length, so that no position changes. The whole segment is written
     * beside the old one and takes its place at once: after a crash there is the old one or the new one. Nothing is written if
     * no record changes. If it is the active segment, it is closed first.
     *
     * <p>Appends and replays may go on meanwhile; a replay on its way may see the old records.
     *
     * @param segment from {@link #segmentOf}; nothing happens if it was discarded
     * @param change returns the payload itself, or another of the same length
     * @return how many records changed
     * @throws JournalCorruptException if the segment cannot be read
     * @throws JournalFailedException if the disk fails; then the segment is as it was, and the journal still takes records
     */
    public int rewrite(long segment, UnaryOperator<byte[]> change) {
        if (segment == segments.bases().getLast() && end() > segment) {
            roll();
        }
        OptionalLong end = segments.endOf(segment);
        if (end.isEmpty()) {
            return 0;
        }
        try {
            return new SegmentRewrite(layer, segments, segment, end.getAsLong()).run(change);
        } catch (NoSuchFileException e) {
            return 0; // discarded meanwhile
        } catch (IOException e) {
            throw new JournalFailedException("the journal in " + layer.location() + " cannot rewrite: " + e, e);
        }
    }

    /** The first position it still holds. */
    public long start() {
        return segments.bases().getFirst();
    }

    /** Bytes that a record takes, by which positions grow. */
    public static long bytesOf(int payloadLength) {
        return (long) SegmentFormat.RECORD_HEADER_BYTES + payloadLength;
    }

    /** The position after the last acknowledged record. */
    public long end() {
        return commit.acknowledged().end();
    }

    /**
     * Deletes the segments whose records all lie before {@code position}. With {@code position} at or behind {@link #end()}
     * the active segment is closed first, so that nothing acknowledged before this call remains; to the same effect for
     * an earlier position, {@link #roll()} there.
     *
     * @throws JournalFailedException if the disk fails
     */
    public void discardBefore(long position) {
        if (position >= end() && end() > start()) {
            roll();
        }
        try {
            segments.discardBefore(position);
        } catch (IOException e) {
            throw new JournalFailedException("the journal in " + layer.location() + " cannot discard: " + e, e);
        }
    }

    /**
     * Compares the newest acknowledged bytes ({@link JournalOptions#watchedBytes}) with what the disk has. Reads so much between two
     * writes and changes nothing.
     *
     * @return one sentence about what is wrong; empty if all is well, and for a journal that failed
     * @throws JournalOverloadedException if the disk does not come to it within {@value #LOOK_MILLIS} ms
     */
    public Optional<String> tailTrouble() {
        if (options.watchedBytes() == 0) {
            return Optional.empty();
        }
        CompletableFuture<Optional<String>> done = new CompletableFuture<>();
        commit.submit(new GroupCommit.Compare(done));
        try {
            return done.get(LOOK_MILLIS, TimeUnit.MILLISECONDS)
                    .map(d -> "the newest segment of the journal is damaged: " + d);
        } catch (TimeoutException e) {
            throw new JournalOverloadedException("the journal in " + layer.location() + " waits for its disk");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalOverloadedException("nobody waited for the journal in " + layer.location());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof JournalException known ? known : new CompletionException(e.getCause());
        }
    }

    /**
     * Writes the newest acknowledged bytes once more and cuts off what follows them. Appends wait meanwhile.
     *
     * @throws JournalCorruptException if more is missing than is kept in memory; then nothing is changed
     * <p>A journal that failed takes no more records afterwards either, but all that it acknowledged is on disk again for who opens it
     * anew.
     *
     * @throws JournalFailedException if the disk fails, or the journal is closed
     */
    public void mendTail() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        commit.submit(new GroupCommit.Mend(done));
        await(done);
    }

    /** Why it takes no more records; empty while it does. */
    public Optional<JournalFailedException> failure() {
        return Optional.ofNullable(commit.failure());
    }

    public JournalStats stats() {
        List<Long> bases = segments.bases();
        GroupCommit.Acknowledged now = commit.acknowledged();
        return new JournalStats(now.records(), now.end() - bases.getFirst(), now.commits(), tornBytes, bases.size());
    }

    /** Waits for what was appended, then closes. Appending afterwards fails; replaying still works. Twice is harmless. */
    @Override
    public void close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        commit.submit(new GroupCommit.Close(done));
        await(done);
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof JournalException known ? known : e;
        }
    }
}
