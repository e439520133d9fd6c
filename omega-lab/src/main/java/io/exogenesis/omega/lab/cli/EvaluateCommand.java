package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.Reading;
import io.exogenesis.omega.lab.evaluate.EvaluateReport;
import io.exogenesis.omega.lab.evaluate.EvaluateRun;
import io.exogenesis.omega.lab.evaluate.EvaluateTables;
import io.exogenesis.omega.lab.evaluate.PerViewer;
import io.exogenesis.omega.lab.evaluate.Protocol;
import io.exogenesis.omega.lab.evaluate.ReplayReport;
import io.exogenesis.omega.lab.evaluate.ReplayTables;
import io.exogenesis.omega.lab.replay.Plan;
import io.exogenesis.omega.lab.replay.ReplayRun;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.ops.console.Table;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    private static final String REPLAY = "replay";
    private static final int MOST_ROLLING = 20;

    private final Terminal terminal;

    @Mixin
    private LabOptions lab = new LabOptions();

    @Option(
            names = "--protocol",
            split = ",",
            paramLabel = "last|global|loo99|all|replay",
            description = {
                "What is held out (default: last); some of them with commas. all: the first three.",
                "replay: a Core lives through the data's own time, and is asked on the way and at the end."
            })
    private List<String> protocols = List.of(Protocol.LAST.label());

    @Mixin
    private ReplayOptions replays = new ReplayOptions();

    @Option(
            names = "--rolling",
            paramLabel = "K",
            description = "With last: also hold out the k-th last liked title, k = 1 to K (default: 0, off).")
    private int rolling;

    @Option(
            names = "--ablation",
            description = "With last or replay: also what each part of a list is worth, one off at a time.")
    private boolean ablation;

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "L[,L]",
            description =
                    "Also what lists are worth when samples have at most so many titles, 1 to 200 (50 ships; more: all"
                            + " owners have agreed to the larger sample).")
    private List<Integer> sizes = List.of();

    @Option(names = "--per-viewer", paramLabel = "FILE.csv", description = "Write every viewer's figures.")
    private @Nullable Path perViewer;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Protocol> wanted = protocols();
        boolean replay = protocols.stream().anyMatch(REPLAY::equalsIgnoreCase);
        check(wanted, replay);
        Plan plan = replays.plan(ablation);
        LabOptions.writable(perViewer);
        Reading read = lab.reading(terminal);
        Dataset data = read.data();
        if (replay || wanted.contains(Protocol.GLOBAL)) {
            LabOptions.warnIfUntimed(read, terminal);
        }
        if (replay) {
            EvaluateRun.possible(data, List.of(Protocol.LAST), terminal);
        }
        List<Protocol> possible = wanted.isEmpty() ? wanted : EvaluateRun.possible(data, wanted, terminal);
        ContentSpace content = lab.content(data, terminal);
        EvaluateReport report;
        try (PerViewer each = new PerViewer(Optional.ofNullable(perViewer))) {
            EvaluateRun run = new EvaluateRun(data, content, lab.seed(), terminal, each);
            report = run.run(possible, rolling);
            if (ablation && possible.contains(Protocol.LAST)) {
                report = report.with(run.ablation());
            }
            if (!sizes.isEmpty()) {
                report = report.withSizes(run.sizes(possible, sizes));
            }
            if (replay) {
                long begun = System.nanoTime();
                List<ReplayReport> replayed = new ReplayRun(data, content, lab.seed(), terminal, run::tuned).run(plan);
                report = report.with(replayed, (System.nanoTime() - begun) / 1e9);
            }
        }
        show(report);
        lab.write(report, terminal);
        return 0;
    }

    /** @throws UsageException if an option says what cannot be done, or nothing at all with these protocols */
    private void check(List<Protocol> wanted, boolean replay) {
        between("--rolling", rolling, 0, MOST_ROLLING);
        sizes.forEach(n -> between("--sizes", n, 1, TasteSample.MAX_ITEMS));
        if (!replay) {
            replays.refuse();
        }
        boolean last = wanted.contains(Protocol.LAST);
        idle(rolling > 0 && !last, "--rolling is for --protocol last");
        idle(ablation && !last && !replay, "--ablation is for --protocol last or replay");
        idle(!sizes.isEmpty() && wanted.isEmpty(), "--sizes is for --protocol last, global or loo99");
        idle(perViewer != null && wanted.isEmpty(), "--per-viewer is for --protocol last, global or loo99");
    }

    private static void between(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UsageException(option + " is between " + least + " and " + most + ", not " + value);
        }
    }

    private static void idle(boolean is, String said) {
        if (is) {
            throw new UsageException(said);
        }
    }

    private void show(EvaluateReport report) {
        report.protocols().forEach((name, rows) -> show("Protocol " + name, EvaluateTables.models(rows)));
        if (report.rolling() != null) {
            show(
                    "Means over " + report.rolling().splits() + " rolling splits",
                    EvaluateTables.rolling(report.rolling()));
        }
        if (!report.paired().isEmpty()) {
            show("Federated minus the best baseline, 95 %", EvaluateTables.paired(report));
        }
        if (report.ablation() != null) {
            show("LAST after one round, one part off", EvaluateTables.ablation(report.ablation()));
        }
        if (report.sizes() != null) {
            show("What the size of the sample buys", EvaluateTables.sizes(report.sizes()));
        }
        List<ReplayReport> runs = report.runs();
        if (runs != null) {
            runs.forEach(this::show);
            report.courses().forEach(r -> show(ReplayTables.name(r), ReplayTables.course(r)));
            show("Replays, after the last epoch", ReplayTables.ends(runs));
        }
        terminal.line(String.format(java.util.Locale.ROOT, "%.0f s", report.seconds()));
    }

    private void show(ReplayReport run) {
        if (run.ablation() != null) {
            show(ReplayTables.name(run) + ": one part off at its end", EvaluateTables.ablation(run.ablation()));
        }
        if (run.patterns() != null) {
            show(ReplayTables.name(run) + ": lists with and without patterns", ReplayTables.patterns(run.patterns()));
        }
    }

    private void show(String heading, Table table) {
        terminal.heading(heading);
        table.plain().forEach(l -> terminal.line("  " + l));
    }

    /** Those beside replay, each once. */
    private List<Protocol> protocols() {
        Set<Protocol> out = new LinkedHashSet<>();
        for (String name : protocols) {
            if (name.equalsIgnoreCase(ALL)) {
                out.addAll(List.of(Protocol.values()));
            } else if (!name.equalsIgnoreCase(REPLAY)) {
                out.add(Stream.of(Protocol.values())
                        .filter(p -> p.label().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() -> new UsageException(
                                "--protocol is some of last, global, loo99, all, replay, not " + name)));
            }
        }
        return List.copyOf(out);
    }
}
