package io.exogenesis.omega.core.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.RecordingMetrics;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.DiskSettings;
import io.exogenesis.omega.core.metrics.Metric;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDiskTest {
    @TempDir
    Path data;

    private final RecordingMetrics metrics = new RecordingMetrics();

    private DataDisk disk(Path data, long floor) {
        CoreSettings s = CoreSettings.of(data);
        return new DataDisk(s.with(new DiskSettings(floor)), metrics);
    }

    /** Would catch a Core that calls itself ready until the first write fails. */
    @Test
    void check_lessThanTheFloor_isDown() {
        assertThat(disk(data, 1).check().up()).isTrue();
        assertThat(disk(data, 1L << 50).check().up()).isFalse();
        assertThat(disk(data, 1L << 50).check().detail()).contains("MiB free");
        assertThat(metrics.gauge(Metric.DISK_FREE)).isPositive();
    }

    @Test
    void check_directoryIsGone_isDown() {
        assertThat(disk(data.resolve("gone"), 1).check().up()).isFalse();
    }
}
