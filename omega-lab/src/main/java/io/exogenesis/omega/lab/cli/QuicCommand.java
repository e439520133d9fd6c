package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.measure.ReportJson;
import io.exogenesis.omega.lab.net.QuicLab;
import io.exogenesis.omega.lab.net.QuicOptions;
import io.exogenesis.omega.lab.net.QuicReport;
import io.exogenesis.omega.lab.net.QuicTables;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./omega lab quic}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "From the dial to the last byte of the first sync answer, over paths with delay and loss: QUIC by each engine beside TLS 1.3"
                    + " over TCP, new and resumed, with the same bytes.",
            "The network is a relay in this process. One trial after the other: all cells take about an hour."
        })
final class QuicCommand implements Callable<Integer> {
    private static final String NAME = "quic";
    private static final List<String> ENGINES = List.of("netty", "jetty");
    private static final int MOST_TRIALS = 100_000;
    private static final int LONGEST_RTT = 2_000;
    private static final double MOST_LOSS = 20;

    private final Terminal terminal;
    private final InstantSource clock;

    @Option(names = "--rtt", split = ",", paramLabel = "MS", description = "Round trips (default: 0,20,50,100).")
    private List<Integer> rtts = List.of(0, 20, 50, 100);

    @Option(names = "--loss", split = ",", paramLabel = "PERCENT", description = "Each way (default: 0,1,2).")
    private List<Double> losses = List.of(0.0, 1.0, 2.0);

    @Option(names = "--engine", split = ",", paramLabel = "NAME", description = "Of QUIC (default: netty,jetty).")
    private List<String> engines = ENGINES;

    @Option(names = "--trials", paramLabel = "N", description = "In each cell (default: ${DEFAULT-VALUE}).")
    private int trials = 200;

    @Option(names = "--seed", paramLabel = "S", description = "Of the losses (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write the report.")
    private @Nullable Path report;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the servers' key lies meanwhile (default: ~/.omega/quic).")
    private @Nullable Path data;

    QuicCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        checked();
        LabOptions.writable(report);
        QuicReport measured = new QuicLab(terminal, clock)
                .run(
                        new QuicOptions(rtts, losses, engines, trials, seed),
                        LabOptions.directory("--data", data == null ? CoreDirectory.defaultFor(NAME) : data));
        terminal.line(measured.machine().line());
        QuicTables.of(measured.cells()).plain().forEach(terminal::line);
        measured.missing().forEach(line -> terminal.line("Not measured: " + line));
        if (report != null) {
            ReportJson.write(report, measured);
            terminal.line("Report: " + report);
        }
        return 0;
    }

    private void checked() {
        if (trials < 1 || trials > MOST_TRIALS) {
            throw new UsageException("--trials is between 1 and " + MOST_TRIALS + ", not " + trials);
        }
        rtts.stream().filter(r -> r < 0 || r > LONGEST_RTT).findFirst().ifPresent(bad -> {
            throw new UsageException("--rtt is between 0 and " + LONGEST_RTT + " ms, not " + bad);
        });
        losses.stream().filter(l -> !(l >= 0 && l <= MOST_LOSS)).findFirst().ifPresent(bad -> {
            throw new UsageException("--loss is between 0 and " + MOST_LOSS + " percent, not " + bad);
        });
        engines.stream().filter(e -> !ENGINES.contains(e)).findFirst().ifPresent(bad -> {
            throw new UsageException("--engine has " + bad + "; there are " + String.join(", ", ENGINES));
        });
    }
}
