package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.Reading;
import io.exogenesis.omega.lab.explore.ExploreReport;
import io.exogenesis.omega.lab.explore.ExploreRun;
import io.exogenesis.omega.lab.explore.ExploreTables;
import io.exogenesis.omega.ops.console.Terminal;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./omega lab explore}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Lets agents explore in a share of their showings and estimates from that log what other policies would earn",
            "(IPS, SNIPS), beside what they really earn by later ratings. No other command explores."
        })
final class ExploreCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private LabOptions lab = new LabOptions();

    @Option(
            names = "--share",
            paramLabel = "F",
            description = "Share of the showings that explore (default: ${DEFAULT-VALUE}).")
    private double share = .1;

    ExploreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!(share > 0 && share <= 1)) {
            throw new UsageException("--share is above 0 and at most 1, not " + share);
        }
        Reading read = lab.reading(terminal);
        LabOptions.warnIfUntimed(read, terminal);
        Dataset data = read.data();
        ExploreRun.check(data);
        ExploreReport report = new ExploreRun(data, lab.content(data, terminal), lab.seed(), share).run();
        terminal.heading("Policies judged from " + report.choices() + " choices of the bandit");
        ExploreTables.policies(report).plain().forEach(l -> terminal.line("  " + l));
        terminal.line(String.format(
                Locale.ROOT, "The bandit earned %.4f a choice; %.0f s", report.earned(), report.seconds()));
        lab.write(report, terminal);
        return 0;
    }
}
