package io.exogenesis.omega.core.admin;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** How much room is left for database, journal and states. */
@Singleton
public class DataDisk {
    private final Path data;
    private final long floor;

    @Inject
    public DataDisk(CoreSettings settings, CoreMetrics metrics) {
        this.data = settings.server().data();
        this.floor = settings.disk().floor();
        metrics.gauge(Metric.DISK_FREE, this::free);
    }

    /** Bytes that the Core's user may still write; 0 for a directory that cannot be asked. */
    public long free() {
        return data.toFile().getUsableSpace();
    }

    /** {@code omega.disk.floor}, bytes. */
    public long floor() {
        return floor;
    }

    /** Whether there is room enough. */
    public Check check() {
        long free = free();
        return new Check(
                "disk", free >= floor, mebibytes(free) + " free, at least " + mebibytes(floor) + " are wanted");
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
