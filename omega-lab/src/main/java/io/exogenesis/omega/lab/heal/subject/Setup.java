package io.exogenesis.omega.lab.heal.subject;

import io.exogenesis.omega.core.config.AggregateSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.DiskSettings;
import io.exogenesis.omega.core.config.DoorSettings;
import io.exogenesis.omega.core.config.EpochLimits;
import io.exogenesis.omega.core.config.HealingSettings;
import io.exogenesis.omega.core.config.HealingSettings.Mode;
import io.exogenesis.omega.core.config.IngestSettings;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of the Core that is broken. */
final class Setup {
    /** A round a second: a Core that aggregates as often as its settings allow shows within five seconds whether rounds go on. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    /** A simulated viewer syncs as often as a hundred real ones. */
    private static final int REQUESTS = 1_000_000;

    /** Ten a second of whoever looks, and half as many more. */
    private static final int CONNECTS = 900;

    /** Ten a second for some minutes, of whoever looks. */
    private static final int PATTERNS = 5_000;

    private static final long BYTES = 10L << 30;

    /** A disk that is full is full for a data directory of some megabytes, too. */
    private static final long DISK_FLOOR = 1 << 20;

    private Setup() {}

    /** @param rounds whether the timer runs them */
    static CoreSettings settings(Path data, Mode mode, boolean rounds) {
        CoreSettings s = CoreSettings.of(data);
        AggregateSettings a = s.aggregate();
        EpochLimits e = s.ingest().epoch();
        EpochLimits epoch =
                new EpochLimits(PATTERNS, e.samples(), e.reports(), e.ceiling(), e.ceilingBytes(), e.eraseWithin());
        DoorSettings door = s.door();
        DoorSettings.Rates rates = new DoorSettings.Rates(REQUESTS, REQUESTS, REQUESTS, CONNECTS, REQUESTS);
        return s.with(new AggregateSettings(
                        INTERVAL,
                        rounds,
                        a.epoch(),
                        a.minVoters(),
                        a.threshold(),
                        a.tolerance(),
                        Duration.ZERO,
                        a.similarity(),
                        a.sampleLease(),
                        a.rule()))
                .with(new IngestSettings(s.ingest().minQuality(), REQUESTS, BYTES, epoch))
                .with(new HealingSettings(mode, s.healing().latencyTarget()))
                .with(new DiskSettings(DISK_FLOOR))
                .with(new DoorSettings(door.quic(), door.http(), rates, door.operationOpen(), door.mcpHosts()));
    }
}
