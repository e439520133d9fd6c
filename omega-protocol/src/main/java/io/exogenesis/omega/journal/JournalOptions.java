package io.exogenesis.omega.journal;

/**
 * How a journal behaves.
 *
 * @param segmentBytes a segment is closed and a new one begun when it has reached this size; old ones are discarded whole.
 *     Default 16 MiB, an agent takes 1 MiB
 * @param maxRecordBytes longest payload. Default 4 MiB
 * @param maxPendingBytes payload that may wait for the disk; beyond it an append is refused. Default 64 MiB
 */
public record JournalOptions(long segmentBytes, int maxRecordBytes, long maxPendingBytes) {
    private static final int MIB = 1 << 20;

    public JournalOptions {
        if (segmentBytes < 1 || segmentBytes > 1024L * MIB) {
            throw new IllegalArgumentException("a segment has 1 byte to 1 GiB, not " + segmentBytes);
        }
        if (maxRecordBytes < 1 || maxRecordBytes > 64 * MIB) {
            throw new IllegalArgumentException("a record has 1 byte to 64 MiB, not " + maxRecordBytes);
        }
        if (maxPendingBytes < maxRecordBytes) {
            throw new IllegalArgumentException("at least one record must be able to wait: " + maxPendingBytes);
        }
    }

    public static JournalOptions defaults() {
        return new JournalOptions(16L * MIB, 4 * MIB, 64L * MIB);
    }

    public JournalOptions withSegmentBytes(long bytes) {
        return new JournalOptions(bytes, maxRecordBytes, maxPendingBytes);
    }

    public JournalOptions withMaxRecordBytes(int bytes) {
        return new JournalOptions(segmentBytes, bytes, maxPendingBytes);
    }

    public JournalOptions withMaxPendingBytes(long bytes) {
        return new JournalOptions(segmentBytes, maxRecordBytes, bytes);
    }
}
