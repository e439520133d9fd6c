package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchDirectory;
import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Benchmark;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.lab.net.BareEngine;
import io.exogenesis.omega.lab.simulate.SimulateLab;
import io.exogenesis.omega.lab.simulate.SimulateOptions;
import io.exogenesis.omega.lab.simulate.SimulateReport;
import io.exogenesis.omega.ops.console.Terminal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Syncs over QUIC on connections that are held: a push of four patterns, acknowledged as durable, and a pull, by an open loop. Viewers and
 * Core are two processes that share the machine. In the same run: the same over HTTPS, and what the engine carries with nothing behind it.
 */
public final class SyncBenchmark implements Benchmark {
    private static final String TARGET = "10";
    /** 100,000 viewers who sync once a minute. */
    static final double RATE = 100_000 / 60.0;
    /** So many that at three times the rate each stays within its 60 requests a minute, of which a sync takes two. */
    private static final int VIEWERS = 10_000;

    /** Those of a step that is over stay for as long as they may be idle, where the Core has not heard of their end. */
    private static final String MAX_CONNECTIONS = "100000";

    private static final String ENGINE = "netty";
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final Duration ECHO = Duration.ofSeconds(5);

    private static final double MOST_P95 = 50;
    private static final double MOST_P99 = 100;
    private static final double LEAST_OF_BARE = .6;

    private final RateSearch search = new RateSearch(RATE, 3 * RATE);

    /** For the service loader. */
    public SyncBenchmark() {}

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public String measures() {
        return "syncs over QUIC at a fixed rate, and the highest rate, beside HTTPS and the bare engine";
    }

    @Override
    public List<Row> run(BenchOptions options, Terminal terminal) {
        List<SimulateReport> runs = new ArrayList<>();
        double highest;
        try (BenchCore core = new BenchCore(options.data(), Map.of("OMEGA_QUIC_MAX_CONNECTIONS", MAX_CONNECTIONS))) {
            // both sides are compiled: a cold Core refuses at the full rate
            simulate(core, options, RATE / 2, STEP, terminal);
            simulate(core, options, RATE, WARM_UP, terminal);
            for (int run = 0; run < options.runs(); run++) {
                runs.add(simulate(core, options, RATE, MEASURED, terminal));
            }
            highest = search.highest(rate -> keeps(simulate(core, options, rate, STEP, terminal)));
        }
        double secure = Row.of(TARGET, "p95", "ms", HttpsSyncs.p95(options, RATE, terminal))
                .value();
        double bare = bare(options);
        double processors = Runtime.getRuntime().availableProcessors();
        return List.of(
                latency("p50", runs, SimulateReport.Sync::p50Ms),
                besideHttps(latency("p95", runs, SimulateReport.Sync::p95Ms), secure)
                        .atMost(MOST_P95),
                latency("p99", runs, SimulateReport.Sync::p99Ms).atMost(MOST_P99),
                of("not served at this rate", "syncs", runs, r -> r.refused() + r.failed()),
                of("lost or doubled", "contributions", runs, r -> r.lost() + r.doubled())
                        .never(),
                of("processor time of the Core", "ms/sync", runs, r -> 1e3 * core(r) / r.syncs()),
                of(
                        "processor time of the viewers",
                        "ms/sync",
                        runs,
                        r -> 1e3 * r.client().cpuSeconds() / r.syncs()),
                Row.of(
                                TARGET,
                                "highest rate with p99 below 100 ms, open loop, viewers on the same processors",
                                "syncs/s",
                                highest)
                        .ofLimit(bare)
                        .atLeast(LEAST_OF_BARE * bare),
                Row.of(TARGET, "the same, for each processor", "syncs/s", highest / processors));
    }

    private static double core(SimulateReport report) {
        return measured("processor time of the Core", report.server().cpuSeconds());
    }

    private static Row latency(
            String what, List<SimulateReport> runs, Function<SimulateReport.Sync, @Nullable Double> of) {
        return of(what + " of syncs at 1,667/s", "ms", runs, r -> measured(what, of.apply(r.sync())));
    }

    /** At a rate that HTTPS does not carry there is no p95 of it; the line above the table says so. */
    private static Row besideHttps(Row quic, double secure) {
        return Double.isFinite(secure) ? quic.beside("HTTPS", secure) : quic;
    }

    private static double measured(String what, @Nullable Double figure) {
        if (figure == null) {
            throw new BenchException(what + " could not be measured here");
        }
        return figure;
    }

    private static Row of(String what, String unit, List<SimulateReport> runs, ToDoubleFunction<SimulateReport> of) {
        return Row.of(TARGET, what, unit, runs.stream().mapToDouble(of).toArray());
    }

    private static boolean keeps(SimulateReport report) {
        Double p99 = report.sync().p99Ms();
        return p99 != null && p99 < MOST_P99;
    }

    private static SimulateReport simulate(
            BenchCore core, BenchOptions options, double rate, Duration duration, Terminal terminal) {
        SimulateReport report = new SimulateLab(terminal, InstantSource.system())
                .run(new SimulateOptions(
                        List.of(URI.create(core.bootstrap().quic())),
                        VIEWERS,
                        Duration.ofNanos((long) (1e9 * VIEWERS / rate)),
                        duration,
                        false,
                        new SimulateOptions.Network(0, 0),
                        0,
                        core.path(),
                        ENGINE,
                        false,
                        false,
                        options.seed()));
        if (report.syncs() == 0) {
            throw new BenchException("no sync was served: " + report.refusals());
        }
        terminal.line(String.format(
                Locale.ROOT,
                "  %.0f syncs/s: p50 %s, p95 %s, p99 %s ms; %d refused, %d failed",
                rate,
                report.sync().p50Ms(),
                report.sync().p95Ms(),
                report.sync().p99Ms(),
                report.refused(),
                report.failed()));
        return report;
    }

    private static double bare(BenchOptions options) {
        try (BenchDirectory directory = new BenchDirectory(options.data())) {
            return BareEngine.perSecond(ENGINE, directory.path(), ECHO);
        }
    }
}
