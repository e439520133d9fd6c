package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.bench.BenchOptions;
import io.exogenesis.omega.lab.bench.BenchReport;
import io.exogenesis.omega.lab.bench.BenchTables;
import io.exogenesis.omega.lab.bench.Benchmark;
import io.exogenesis.omega.lab.bench.Benchmarks;
import io.exogenesis.omega.lab.bench.Machine;
import io.exogenesis.omega.lab.bench.Row;
import io.exogenesis.omega.lab.measure.ReportJson;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./omega lab bench}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Measures the targets on this machine: medians of several runs, beside peers and limits of the same run.",
            "Exit code 1 if something was lost or doubled; a goal that is missed is a row of the table.",
            "Without a NAME it says which benchmarks there are."
        })
final class BenchCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final String NAME = "bench";
    private static final int MOST_RUNS = 99;

    private final Terminal terminal;
    private final Benchmarks benchmarks;
    private final InstantSource clock;

    @Parameters(arity = "0..1", paramLabel = "NAME|all", description = "The benchmark, or all of them.")
    private @Nullable String name;

    @Option(names = "--runs", paramLabel = "K", description = "Independent runs (default: ${DEFAULT-VALUE}).")
    private int runs = 3;

    @Option(names = "--full", description = "Also the sizes that take many minutes.")
    private boolean full;

    @Option(names = "--seed", paramLabel = "S", description = "Of everything drawn (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--ratings",
            paramLabel = "DIR",
            description =
                    "Titles and viewers where real ones are needed (default: the built-in titles, simulated viewers).")
    private @Nullable Path ratings;

    @Option(
            names = "--peers",
            description =
                    "Also other systems: agentdb, hnswlib-node and @ruvector/core, installed with npm into --data.")
    private boolean peers;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write the report.")
    private @Nullable Path report;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A directory on the disk that is measured (default: ~/.omega/bench).")
    private @Nullable Path data;

    BenchCommand(Terminal terminal, Benchmarks benchmarks, InstantSource clock) {
        this.terminal = terminal;
        this.benchmarks = benchmarks;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        List<Benchmark> chosen = chosen();
        if (runs < 1 || runs > MOST_RUNS) {
            throw new UsageException("--runs is between 1 and " + MOST_RUNS + ", not " + runs);
        }
        LabOptions.writable(report);
        BenchOptions options = new BenchOptions(runs, full, seed, Optional.ofNullable(ratings), peers, directory());
        Machine machine = Machine.here(clock);
        terminal.line(machine.line());
        Instant begun = clock.instant();
        List<Row> rows = new ArrayList<>();
        for (Benchmark benchmark : chosen) {
            terminal.heading(benchmark.name() + ": " + benchmark.measures());
            List<Row> measured = benchmark.run(options, terminal);
            BenchTables.of(measured).plain().forEach(l -> terminal.line("  " + l));
            rows.addAll(measured);
        }
        double seconds = Duration.between(begun, clock.instant()).toMillis() / 1e3;
        terminal.line(String.format(Locale.ROOT, "%.0f s", seconds));
        if (report != null) {
            ReportJson.write(
                    report,
                    new BenchReport(
                            machine, rows, chosen.stream().map(Benchmark::name).toList(), seconds));
            terminal.line("Report: " + report);
        }
        return kept(rows) ? 0 : Errors.FAILED;
    }

    /** A goal that is missed is a figure; what must never be seen is a fault. */
    private boolean kept(List<Row> rows) {
        List<Row> broken = rows.stream().filter(Row::broken).toList();
        broken.forEach(r -> terminal.line("A PROMISE IS BROKEN: " + r.target() + ": " + r.name()));
        return broken.isEmpty();
    }

    private List<Benchmark> chosen() {
        if (ALL.equals(name)) {
            return benchmarks.built();
        }
        List<Benchmark> found =
                benchmarks.built().stream().filter(b -> b.name().equals(name)).toList();
        if (found.isEmpty()) {
            String there = "there are " + String.join(", ", benchmarks.names()) + " and all";
            throw new UsageException(
                    name == null ? "name a benchmark: " + there : "there is no benchmark " + name + "; " + there);
        }
        return found;
    }

    private Path directory() {
        Path directory = data == null ? CoreDirectory.defaultFor(NAME) : data;
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UsageException("--data: " + directory + " cannot be made: " + e.getMessage());
        }
    }
}
