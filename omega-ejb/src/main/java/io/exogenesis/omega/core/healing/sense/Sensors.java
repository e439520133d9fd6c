package io.exogenesis.omega.core.healing.sense;

import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.CatalogueStatus;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.metrics.RoundWatch;
import io.exogenesis.omega.core.sync.SyncLoad;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleSupplier;
import org.HdrHistogram.Histogram;

/**
 * Reads all sensors, once a tick. One thread at a time reads; {@link #latest} may be asked by any. A sensor that fails tells NaN and is
 * counted: the others are read.
 */
@Singleton
public class Sensors {
    private static final double QUANTILE = 95;

    private final SyncLoad load;
    private final Catalogue catalogue;
    private final RoundWatch rounds;
    private final CoreMetrics metrics;
    private final RecallProbe recall;
    private final BacklogSensor backlog = new BacklogSensor();
    private final Deque<Histogram> window = new ArrayDeque<>();
    private SyncLoad.Counts counts = new SyncLoad.Counts(0, 0, 0, 0, 0);
    private Duration before = Duration.ZERO;
    private volatile Sample latest = new Sample(
            new Sample.Sync(0, 0, 0, 0, 0, 0, 0),
            new Sample.Backlog(0, 0),
            Double.NaN,
            Double.NaN,
            Double.NaN,
            CatalogueStatus.State.EMPTY);

    @Inject
    public Sensors(SyncLoad load, GlobalBank bank, Catalogue catalogue, RoundWatch rounds, CoreMetrics metrics) {
        this.load = load;
        this.catalogue = catalogue;
        this.rounds = rounds;
        this.metrics = metrics;
        this.recall = new RecallProbe(bank);
    }

    /** The newest sample; before the first one of a Core that rests. */
    public Sample latest() {
        return latest;
    }

    /**
     * Takes a sample.
     *
     * @param now monotonic time since any fixed moment, rising from call to call
     */
    public Sample read(Duration now) {
        double seconds = Math.max(1e-3, now.minus(before).toNanos() / 1e9);
        before = now;
        latest = new Sample(
                sync(seconds),
                backlog.read(metrics.counted(Metric.INGESTED, "accepted"), rounds.status(), now),
                orNaN(recall::read),
                orNaN(Sensors::heap),
                orNaN(Sensors::cpu),
                catalogue.status().state());
        return latest;
    }

    private Sample.Sync sync(double seconds) {
        SyncLoad.Counts now = load.counts();
        SyncLoad.Counts was = counts;
        counts = now;
        double offered = now.offered() - was.offered();
        Histogram answered = answered();
        return new Sample.Sync(
                now.inWork(),
                offered / seconds,
                (now.shed() - was.shed()) / seconds,
                answered.getTotalCount() == 0 ? 0 : answered.getValueAtPercentile(QUANTILE) / 1e3,
                answered.getTotalCount(),
                share(now.failed() - was.failed(), offered),
                share(now.refused() - was.refused(), offered));
    }

    private static double share(long part, double whole) {
        return whole == 0 ? 0 : Math.min(1, part / whole);
    }

    /** Of the last ticks together. */
    private Histogram answered() {
        window.addLast(load.takeLatencies());
        if (window.size() > Sample.Sync.WINDOW) {
            window.removeFirst();
        }
        Histogram all = window.getFirst().copy();
        window.stream().skip(1).forEach(all::add);
        return all;
    }

    private static double heap() {
        Runtime jvm = Runtime.getRuntime();
        return (jvm.totalMemory() - jvm.freeMemory()) / (double) jvm.maxMemory();
    }

    private static double cpu() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof com.sun.management.OperatingSystemMXBean own && own.getProcessCpuLoad() >= 0
                ? own.getProcessCpuLoad()
                : Double.NaN;
    }

    private double orNaN(DoubleSupplier sensor) {
        try {
            return sensor.getAsDouble();
        } catch (RuntimeException e) {
            metrics.count(Metric.HEALING_FAILURES, "sensor", 1);
            return Double.NaN;
        }
    }
}
