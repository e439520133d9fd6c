package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.evaluate.EvaluateReport;
import io.exogenesis.omega.lab.evaluate.EvaluateRun;
import io.exogenesis.omega.lab.evaluate.EvaluateTables;
import io.exogenesis.omega.lab.evaluate.PerViewer;
import io.exogenesis.omega.lab.evaluate.Protocol;
import io.exogenesis.omega.ops.console.Table;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.ContentSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./omega lab evaluate}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Accuracy of the federation and of tuned baselines on a directory of ratings, without a server.",
            "Settings of the baselines are chosen on a validation split of the same data."
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final int MOST_ROLLING = 20;

    private final Terminal terminal;

    @Mixin
    private LabOptions lab = new LabOptions();

    @Option(
            names = "--protocol",
            paramLabel = "last|global|loo99|all",
            description = "What is held out (default: last).")
    private String protocol = Protocol.LAST.label();

    @Option(
            names = "--rolling",
            paramLabel = "K",
            description = "With last: also hold out the k-th last liked title, k = 1 to K (default: 0, off).")
    private int rolling;

    @Option(names = "--per-viewer", paramLabel = "FILE.csv", description = "Write every viewer's figures.")
    private @Nullable Path perViewer;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Protocol> protocols = protocols();
        if (rolling < 0 || rolling > MOST_ROLLING) {
            throw new UsageException("--rolling is between 0 and " + MOST_ROLLING + ", not " + rolling);
        }
        LabOptions.writable(perViewer);
        Dataset data = lab.dataset(terminal);
        List<Protocol> possible = EvaluateRun.possible(data, protocols, terminal);
        ContentSpace content = lab.content(data, terminal);
        EvaluateReport report;
        try (PerViewer each = new PerViewer(Optional.ofNullable(perViewer))) {
            report = new EvaluateRun(data, content, lab.seed(), terminal, each).run(possible, rolling);
        }
        report.protocols().forEach((name, rows) -> show("Protocol " + name, EvaluateTables.models(rows)));
        if (report.rolling() != null) {
            show(
                    "Means over " + report.rolling().splits() + " rolling splits",
                    EvaluateTables.rolling(report.rolling()));
        }
        show("Federated minus the best baseline, 95 %", EvaluateTables.paired(report));
        terminal.line(String.format(java.util.Locale.ROOT, "%.0f s", report.seconds()));
        lab.write(report, terminal);
        return 0;
    }

    private void show(String heading, Table table) {
        terminal.heading(heading);
        table.plain().forEach(l -> terminal.line("  " + l));
    }

    private List<Protocol> protocols() {
        if (protocol.equalsIgnoreCase(ALL)) {
            return List.of(Protocol.values());
        }
        for (Protocol p : Protocol.values()) {
            if (p.label().equalsIgnoreCase(protocol)) {
                return List.of(p);
            }
        }
        throw new UsageException("--protocol is one of last, global, loo99, all, not " + protocol);
    }
}
