package io.exogenesis.omega.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads the records of one segment in order, up to a limit. Holds one record at a time (and what was read ahead of it).
 */
final class SegmentReader {
    private static final int READ_AHEAD = 64 * 1024;

    private final FileLayer.File file;
    private final long base;
    private final long limit;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long bufferOffset;
    private long next;
    private long position;
    private long batch;
    private int length;

    /**
     * @param from position to begin at, a record's
     * @param limit position to stop at
     */
    SegmentReader(FileLayer.File file, long base, long from, long limit) {
        this.file = file;
        this.base = base;
        this.limit = limit;
        this.next = from;
        this.bufferOffset = offset(from);
    }

    /** Moves to the next record. False at the limit and before bytes that are no valid record: see {@link #atLimit}. */
    boolean advance() throws IOException {
        long left = limit - next;
        if (left < SegmentFormat.RECORD_HEADER_BYTES || !fill(SegmentFormat.RECORD_HEADER_BYTES)) {
            return false;
        }
        int at = at(next);
        int claimed = buffer.getInt(at);
        long claimedBatch = buffer.getLong(at + 8);
        if (!SegmentReader.plausible(claimed, claimedBatch, next, left)
                || !fill(SegmentFormat.RECORD_HEADER_BYTES + claimed)) {
            return false;
        }
        at = at(next);
        int crc = buffer.getInt(at + 4);
        ByteBuffer payload = buffer.duplicate()
                .limit(at + SegmentFormat.RECORD_HEADER_BYTES + claimed)
                .position(at + SegmentFormat.RECORD_HEADER_BYTES);
        if (SegmentFormat.crc(next, claimedBatch, payload) != crc) {
            return false;
        }
        position = next;
        batch = claimedBatch;
        length = claimed;
        next = position + SegmentFormat.RECORD_HEADER_BYTES + claimed;
        return true;
    }

    /** Whether a record header could be one, before its CRC is looked at. {@code left} bytes remain from its start. */
    static boolean plausible(int length, long batch, long position, long left) {
        return length >= 1
                && length <= SegmentFormat.MAX_PAYLOAD_BYTES
                && length <= left - SegmentFormat.RECORD_HEADER_BYTES
                && batch >= 0
                && batch <= position;
    }

    boolean atLimit() {
        return next == limit;
    }

    /** Of the current record. */
    long position() {
        return position;
    }

    /** Of what follows the current record; of what could not be read after {@code advance()} was false. */
    long nextPosition() {
        return next;
    }

    /** Where the batch of the current record begins. */
    long batch() {
        return batch;
    }

    /** A copy of the current record's payload. */
    byte[] payload() {
        byte[] payload = new byte[length];
        buffer.get(at(position) + SegmentFormat.RECORD_HEADER_BYTES, payload);
        return payload;
    }

    /** The file offset of a position. */
    long offset(long of) {
        return SegmentFormat.HEADER_BYTES + of - base;
    }

    private int at(long of) {
        return (int) (offset(of) - bufferOffset);
    }

    /** Makes {@code bytes} from {@code next} on available in the buffer; false if the file is shorter. */
    private boolean fill(int bytes) throws IOException {
        int from = at(next);
        if (buffer.limit() - from >= bytes) {
            return true;
        }
        int want = (int) Math.min(limit - next, Math.max(bytes, READ_AHEAD));
        ByteBuffer fresh = ByteBuffer.allocate(want);
        fresh.put(buffer.duplicate().position(from));
        file.read(offset(next) + fresh.position(), fresh);
        buffer = fresh.flip();
        bufferOffset = offset(next);
        return buffer.limit() >= bytes;
    }
}
