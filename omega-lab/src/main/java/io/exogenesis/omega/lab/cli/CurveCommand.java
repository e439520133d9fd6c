package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.lab.evaluate.CurveReport;
import io.exogenesis.omega.lab.evaluate.CurveRun;
import io.exogenesis.omega.lab.evaluate.CurveTables;
import io.exogenesis.omega.ops.console.Terminal;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--viewers",
            paramLabel = "all|odd|even",
            description = {
                "Whose figures count: everybody's, or those of every second viewer in the data's order.",
                "The even ones of ml-latest-small helped to fit the weights for newcomers that ship: choose by them, test by odd."
            })
    private Which viewers = Which.all;

    /** Spelled as on the command line. */
    enum Which {
        all,
        odd,
        even
    }

    CurveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Dataset data = lab.dataset(terminal);
        CurveRun.check(data);
        CurveReport report =
                new CurveRun(data, lab.content(data, terminal), lab.seed(), terminal, measured(data)).run();
        report.orders().forEach((order, points) -> {
            terminal.heading("Order " + order);
            CurveTables.points(points).plain().forEach(l -> terminal.line("  " + l));
        });
        terminal.line(String.format(Locale.ROOT, "%.0f s", report.seconds()));
        lab.write(report, terminal);
        return 0;
    }

    private Predicate<ViewerHistory> measured(Dataset data) {
        if (viewers == Which.all) {
            return v -> true;
        }
        int rest = viewers == Which.odd ? 1 : 0;
        Set<ViewerHistory> half = Collections.newSetFromMap(new IdentityHashMap<>());
        IntStream.range(0, data.viewers().size())
                .filter(v -> v % 2 == rest)
                .mapToObj(data.viewers()::get)
                .forEach(half::add);
        return half::contains;
    }
}
