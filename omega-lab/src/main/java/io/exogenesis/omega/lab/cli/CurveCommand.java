package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.console.Terminal;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.evaluate.CurveReport;
import io.exogenesis.omega.lab.evaluate.CurveRun;
import io.exogenesis.omega.lab.evaluate.CurveTables;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./omega lab curve}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Accuracy by the number of interactions of viewers that the item model has never seen,",
            "in the order they happened and in the order of an onboarding with popular titles."
        })
final class CurveCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private LabOptions lab = new LabOptions();

    CurveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Dataset data = lab.dataset(terminal);
        CurveRun.check(data);
        CurveReport report = new CurveRun(data, lab.content(data, terminal), lab.seed(), terminal).run();
        report.orders().forEach((order, points) -> {
            terminal.heading("Order " + order);
            CurveTables.points(points).plain().forEach(l -> terminal.line("  " + l));
        });
        terminal.line(String.format(Locale.ROOT, "%.0f s", report.seconds()));
        lab.write(report, terminal);
        return 0;
    }
}
