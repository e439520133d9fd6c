package io.exogenesis.omega.journal;

/**
 * Counters of a journal; a snapshot, each value right by itself.
 *
 * @param records acknowledged since it was opened
 * @param bytes between the first and the last position it holds
 * @param commits batches written since it was opened, one fsync each
 * @param tornBytesRecovered cut off when it was opened, because a crash had torn the last batch
 * @param segments files
 */
public record JournalStats(long records, long bytes, long commits, long tornBytesRecovered, int segments) {}
