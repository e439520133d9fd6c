package io.exogenesis.omega.journal;

import java.time.Duration;

/**
 * How a journal behaves.
 *
 * @param segmentBytes a segment is closed and a new one begun when it has reached this size; old ones are discarded whole.
 *     Default 16 MiB, an agent takes 1 MiB
 * @param maxRecordBytes longest payload. Default 4 MiB
 * @param maxPendingBytes payload that may wait for the disk; beyond it an append is refused. Default 64 MiB
 * @param watchedBytes newest bytes of the active segment that are kept in memory too, so that damage to them on disk is seen and
 *     mended ({@link Journal#tailTrouble}, {@link Journal#mendTail}). Default 0: none, a device has many idle journals
 * @param syncGap least time from one fsync to the next, so that more appends share one when many come; the first append after a rest does
 *     not wait. Default 0: one caller who waits for each append gets the next fsync at once
 */
public record JournalOptions(
        long segmentBytes, int maxRecordBytes, long maxPendingBytes, int watchedBytes, Duration syncGap) {
    private static final int MIB = 1 << 20;
    /** An append waits for it. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(1);

    public JournalOptions {
        if (segmentBytes < 1 || segmentBytes > 1024L * MIB) {
            throw new IllegalArgumentException("a segment has 1 byte to 1 GiB, not " + segmentBytes);
        }
        if (maxRecordBytes < 1 || maxRecordBytes > 64 * MIB) {
            throw new IllegalArgumentException("a record has 1 byte to 64 MiB, not " + maxRecordBytes);
        }
        if (watchedBytes < 0 || watchedBytes > MIB) {
            throw new IllegalArgumentException("0 bytes to 1 MiB are watched, not " + watchedBytes);
        }
        if (syncGap.isNegative() || syncGap.compareTo(LONGEST_GAP) > 0) {
            throw new IllegalArgumentException("fsyncs are 0 s to " + LONGEST_GAP + " apart, not " + syncGap);
        }
        if (maxPendingBytes < maxRecordBytes) {
            throw new IllegalArgumentException("at least one record must be able to wait: " + maxPendingBytes);
        }
    }

    public static JournalOptions defaults() {
        return new JournalOptions(16L * MIB, 4 * MIB, 64L * MIB, 0, Duration.ZERO);
    }

    public JournalOptions withSegmentBytes(long bytes) {
        return new JournalOptions(bytes, maxRecordBytes, maxPendingBytes, watchedBytes, syncGap);
    }

    public JournalOptions withMaxRecordBytes(int bytes) {
        return new JournalOptions(segmentBytes, bytes, maxPendingBytes, watchedBytes, syncGap);
    }

    public JournalOptions withMaxPendingBytes(long bytes) {
        return new JournalOptions(segmentBytes, maxRecordBytes, bytes, watchedBytes, syncGap);
    }

    public JournalOptions withWatchedBytes(int bytes) {
        return new JournalOptions(segmentBytes, maxRecordBytes, maxPendingBytes, bytes, syncGap);
    }

    public JournalOptions withSyncGap(Duration gap) {
        return new JournalOptions(segmentBytes, maxRecordBytes, maxPendingBytes, watchedBytes, gap);
    }
}
