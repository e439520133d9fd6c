package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.bench.Machine;
import io.exogenesis.omega.lab.dst.DstReport;
import io.exogenesis.omega.lab.measure.ReportJson;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.simulation.Seeds;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./omega lab dst}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Deterministic simulation: agents and a Core on a simulated clock, network and disk, each from one seed.",
            "Processes are killed, plugs are pulled, disks fail, requests get lost, come late or twice. After each step nothing"
                    + " that was acknowledged may be lost or count twice, and all banks have to be alike. A seed that fails"
                    + " does so again: with --seeds 1 all that happened in it is printed. Exit code 1 if anything did not hold."
        })
final class DstCommand implements Callable<Integer> {
    private static final long MOST_SEEDS = 100_000_000;

    private final Terminal terminal;
    private final InstantSource clock;

    @Option(names = "--seeds", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private long seeds = 10_000;

    @Option(names = "--seed", paramLabel = "S", description = "The first one (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write the report.")
    private @Nullable Path report;

    DstCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new UsageException("--seeds is between 1 and " + MOST_SEEDS + ", not " + seeds);
        }
        LabOptions.writable(report);
        // What dies writes much about it, and what is worth knowing is in a seed's own lines.
        Logger.getLogger("").setLevel(Level.OFF);
        Machine machine = Machine.here(clock);
        terminal.line(machine.line());
        long start = System.nanoTime();
        DstReport.Sum sum = new DstReport.Sum();
        try (Progress bar = terminal.progress("seeds", seeds)) {
            Seeds.run(seed, seeds, outcome -> {
                sum.add(outcome);
                if (seeds == 1) {
                    outcome.story().forEach(terminal::line);
                }
                bar.step();
            });
        }
        DstReport done = sum.report(machine, seed, (System.nanoTime() - start) / 1e9);
        done.lines().forEach(terminal::line);
        if (report != null) {
            ReportJson.write(report, done);
            terminal.line("Report: " + report);
        }
        return done.holds() ? 0 : Errors.FAILED;
    }
}
