package io.exogenesis.omega.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Brings the last segment back to a state that can be appended to.
 *
 * <p>Only the last batch can be torn, since each batch waits for the fsync of the one before. So bytes that are no record
 * are a torn tail, unless a valid record of a <em>later</em> batch follows them: then they had been durable, perhaps
 * acknowledged, and were damaged. (Damage inside the very last batch of a journal cannot be told from a torn tail by any log;
 * it is counted as one.)
 */
final class Recovery {
    /** What was found: the position after the last good record, and how many bytes were cut off. */
    record Result(long end, long tornBytes) {}

    private final FileLayer layer;
    private final FileLayer.File file;
    private final String name;
    private final long base;
    private final long size;

    Recovery(FileLayer layer, FileLayer.File file, String name, long base) throws IOException {
        this.layer = layer;
        this.file = file;
        this.name = name;
        this.base = base;
        this.size = file.size();
    }

    /** Checks, cuts a torn tail and makes durable what remains. */
    Result run() throws IOException {
        if (!headerIsValid(file, base)) {
            throw corrupt(0, "not the header of this segment");
        }
        long limit = base + size - SegmentFormat.HEADER_BYTES;
        SegmentReader reader = new SegmentReader(file, base, base, limit);
        long lastBatch = base;
        while (reader.advance()) {
            lastBatch = reader.batch();
        }
        long end = reader.nextPosition();
        long torn = limit - end;
        if (torn > 0) {
            if (laterBatchFollows(end, limit)) {
                throw corrupt(reader.offset(end), "not a record, but later records follow");
            }
            file.truncate(reader.offset(end));
        }
        rewrite(Math.max(base, lastBatch), end);
        return new Result(end, torn);
    }

    static boolean headerIsValid(FileLayer.File file, long base) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(SegmentFormat.HEADER_BYTES);
        file.read(0, header);
        return header.flip().equals(SegmentFormat.header(base));
    }

    // After an fsync that failed, the kernel may hold pages as clean that never reached the disk: a second fsync then
    // succeeds and means nothing (Rebello et al., "Can Applications Recover from fsync Failures?", ATC 2020). Only the
    // last batch may be in that state, or the header of a segment without records; writing the same bytes again makes
    // their pages dirty again.
    private void rewrite(long from, long end) throws IOException {
        if (end > from) {
            ByteBuffer batch = ByteBuffer.allocate(Math.toIntExact(end - from));
            long offset = SegmentFormat.HEADER_BYTES + from - base;
            file.read(offset, batch);
            file.write(offset, batch.flip());
        } else {
            file.write(0, SegmentFormat.header(base));
        }
        file.sync();
    }

    /** Whether a valid record stands behind {@code broken} that proves that {@code broken} had been durable. */
    private boolean laterBatchFollows(long broken, long limit) throws IOException {
        ByteBuffer tail = ByteBuffer.allocate(Math.toIntExact(limit - broken));
        file.read(SegmentFormat.HEADER_BYTES + broken - base, tail);
        tail.flip();
        for (int at = 1; at + SegmentFormat.RECORD_HEADER_BYTES < tail.limit(); at++) {
            long position = broken + at;
            int length = tail.getInt(at);
            long batch = tail.getLong(at + 8);
            if (batch > broken && SegmentReader.plausible(length, batch, position, limit - position)) {
                ByteBuffer payload = tail.duplicate()
                        .limit(at + SegmentFormat.RECORD_HEADER_BYTES + length)
                        .position(at + SegmentFormat.RECORD_HEADER_BYTES);
                if (SegmentFormat.crc(position, batch, payload) == tail.getInt(at + 4)) {
                    return true;
                }
            }
        }
        return false;
    }

    private JournalCorruptException corrupt(long offset, String why) {
        return new JournalCorruptException(layer.location(), name, offset, why);
    }
}
