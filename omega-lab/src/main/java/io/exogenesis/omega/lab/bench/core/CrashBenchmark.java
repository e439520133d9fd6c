package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchDirectory;
import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.Benchmark;
import io.exogenesis.omega.lab.bench.Machine;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.lab.dst.DstReport;
import io.exogenesis.omega.lab.simulate.SimulateLab;
import io.exogenesis.omega.lab.simulate.SimulateOptions;
import io.exogenesis.omega.lab.simulate.SimulateReport;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.SupervisedCore;
import io.exogenesis.omega.simulation.Seeds;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What is lost and what counts twice when processes die. A packaged Core is killed (kill -9) while viewers sync, again and again, and the
 * viewers' ledgers are compared with its books; then agents and Cores of the simulation are killed, and the power of their machines goes
 * off, with torn writes, at points that a seed draws.
 */
public final class CrashBenchmark implements Benchmark {
    private static final String TARGET = "17";
    private static final int VIEWERS = 500;
    private static final Duration INTERVAL = Duration.ofSeconds(4);
    /** The kill comes after half of it. */
    private static final Duration LIFE = Duration.ofSeconds(16);

    /** A kill and the start behind it take most of a minute. */
    private static final int FULL_KILLS = 60;

    private static final long SEEDS = 3_000;
    private static final long FULL_SEEDS = 100_000;

    private static final Map<String, String> SETTINGS =
            Map.of("OMEGA_AGGREGATE_ENABLED", "false", "OMEGA_CATALOGUE_BUILTIN", "false");

    /** For the service loader. */
    public CrashBenchmark() {}

    @Override
    public String name() {
        return "crash";
    }

    @Override
    public String measures() {
        return "contributions lost and doubled after kill -9 of a Core under load, and in simulated crashes and power losses";
    }

    @Override
    public List<Row> run(BenchOptions options, Terminal terminal) {
        List<Row> rows = new ArrayList<>(killed(options, terminal));
        rows.addAll(simulated(options, terminal));
        return rows;
    }

    private static List<Row> killed(BenchOptions options, Terminal terminal) {
        int kills = options.full() ? FULL_KILLS : options.runs();
        try (BenchDirectory directory = new BenchDirectory(options.data())) {
            SupervisedCore core = SupervisedCore.start(CoreInstall.found(), directory.path(), CorePorts.ANY, SETTINGS);
            try {
                URI quic = URI.create(core.awaitReady().quic());
                List<SimulateReport> lives = new ArrayList<>();
                for (int kill = 0; kill < kills; kill++) {
                    SimulateReport life = life(quic, directory, options.seed() + kill, terminal);
                    if (life.restarts() != 1) {
                        throw new BenchException("the Core was not killed");
                    }
                    terminal.line("  kill " + (kill + 1) + " of " + kills + ": " + life.acknowledged()
                            + " acknowledged until now, " + life.lost() + " lost, " + life.doubled() + " doubled");
                    lives.add(life);
                }
                return rows("kill -9 of a Core under load", "kills", kills, lives.getLast());
            } finally {
                SupervisedCore.stop(core.data());
            }
        }
    }

    /** The ledgers, and so the books, are those of all lives until now. */
    private static List<Row> rows(String what, String unit, int kills, SimulateReport books) {
        return List.of(
                Row.of(TARGET, what, unit, kills),
                Row.of(TARGET, what + ": acknowledged", "contributions", books.acknowledged()),
                Row.of(TARGET, what + ": lost", "contributions", books.lost()).never(),
                Row.of(TARGET, what + ": doubled", "contributions", books.doubled())
                        .never(),
                Row.of(TARGET, what + ": still unacknowledged", "contributions", books.unacknowledged()));
    }

    private static SimulateReport life(URI quic, BenchDirectory directory, long seed, Terminal terminal) {
        return new SimulateLab(terminal, InstantSource.system())
                .run(new SimulateOptions(
                        List.of(quic),
                        VIEWERS,
                        INTERVAL,
                        LIFE,
                        false,
                        new SimulateOptions.Network(0, 0),
                        0,
                        directory.path(),
                        "netty",
                        false,
                        true,
                        seed));
    }

    private static List<Row> simulated(BenchOptions options, Terminal terminal) {
        long seeds = options.full() ? FULL_SEEDS : SEEDS;
        DstReport.Sum sum = new DstReport.Sum();
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.setLevel(Level.OFF); // what dies writes much about it
        try (Progress progress = terminal.progress("seeds", seeds)) {
            Seeds.run(options.seed(), seeds, outcome -> {
                sum.add(outcome);
                progress.step();
            });
        } finally {
            root.setLevel(before);
        }
        DstReport done = sum.report(Machine.here(InstantSource.system()), options.seed(), 0);
        String what = "simulation";
        return List.of(
                Row.of(TARGET, what, "seeds", done.seeds()),
                Row.of(TARGET, what + ": agents and Cores killed", "kills", done.crashes()),
                Row.of(TARGET, what + ": power losses with torn writes", "power losses", done.powerLosses()),
                Row.of(TARGET, what + ": sent", "contributions", done.contributions()),
                Row.of(TARGET, what + ": something acknowledged was lost", "seeds", done.lost())
                        .never(),
                Row.of(TARGET, what + ": something counted twice", "seeds", done.doubled())
                        .never(),
                Row.of(
                                TARGET,
                                what + ": a bank was not what its version says, or a start failed",
                                "seeds",
                                (double) done.unequal() + done.broken())
                        .never());
    }
}
