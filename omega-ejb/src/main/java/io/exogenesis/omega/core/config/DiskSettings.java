package io.exogenesis.omega.core.config;

/**
 * @param floor {@code omega.disk.floor}: free bytes on the data directory's disk below which the Core calls itself not ready.
 *     It goes on working; what no longer fits is refused
 */
public record DiskSettings(long floor) {
    /** 256 MiB: a round of a full epoch writes some tens of MiB, the journal 64 MiB a segment. */
    public static final DiskSettings DEFAULTS = new DiskSettings(256L << 20);

    public DiskSettings {
        Checks.range("omega.disk.floor", floor, 0, 1L << 50);
    }
}
