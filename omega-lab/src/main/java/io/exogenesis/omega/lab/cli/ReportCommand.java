package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.measure.ReportJson;
import io.exogenesis.omega.lab.report.Goal;
import io.exogenesis.omega.lab.report.Goals;
import io.exogenesis.omega.lab.report.KeptReport;
import io.exogenesis.omega.lab.report.LearningPage;
import io.exogenesis.omega.lab.report.ReportException;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./omega lab report}: the tables and figures of {@code docs/learning.md}, from reports; or the reports first. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Makes the tables and figures of docs/learning.md from reports of evaluate, curve, attack, trend and explore.",
            "With --ratings it measures first and keeps the reports."
        })
final class ReportCommand implements Callable<Integer> {
    static final String BEGIN = "<!-- learning: begin (./omega lab report writes this part) -->";
    /** A protocol of {@code evaluate} with a report of its own. */
    private static final String REPLAY = "replay";

    static final String END = "<!-- learning: end -->";

    private static final List<String> KINDS = List.of("evaluate", "replay", "curve", "trend", "explore", "attack");
    /** What is measured with, beside the ratings and the seed. */
    private static final Map<String, List<String>> ARGUMENTS = Map.of(
            "evaluate",
            List.of("--protocol", "all", "--rolling", "10", "--ablation", "--sizes", "25,50,100,200"),
            REPLAY,
            List.of(
                    "--protocol",
                    REPLAY,
                    "--epochs",
                    "12,30",
                    "--activity",
                    "half,on-change,all",
                    "--defence",
                    "on,off",
                    "--ablation"),
            "attack",
            List.of("--attack", "all", "--fraction", ".33"));

    private final Terminal terminal;

    @Parameters(
            arity = "0..*",
            paramLabel = "REPORT.json|DIR",
            description = "Reports, or directories of them (default: docs/results/learning).")
    private List<Path> reports = List.of();

    @Option(names = "--into", paramLabel = "FILE.md", description = "The page (default: docs/learning.md).")
    private @Nullable Path into;

    @Option(
            names = "--figures",
            paramLabel = "DIR",
            description = "Where figures go (default: figures, beside the page).")
    private @Nullable Path figures;

    @Option(names = "--ratings", paramLabel = "DIR", description = "Measure on these ratings first.")
    private @Nullable Path ratings;

    @Mixin
    private RatingsOptions reading = new RatingsOptions();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME[,NAME]",
            description = "What is measured: evaluate, replay, curve, trend, explore, attack (default: all of them).")
    private @Nullable List<String> only;

    @Option(names = "--seed", paramLabel = "S", description = "Of everything drawn (default: 1).")
    private @Nullable Long seed;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write the goals and what was measured.")
    private @Nullable Path report;

    ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private record Written(List<Goal> goals) {}

    @Override
    public Integer call() throws IOException {
        if (only != null && !KINDS.containsAll(only)) {
            throw new UsageException("--only names some of " + String.join(", ", KINDS));
        }
        if (ratings == null
                && (only != null || seed != null || !reading.arguments().isEmpty())) {
            throw new UsageException(
                    "--only, --seed, --scale, --implicit, --skip-broken and --columns need --ratings DIR, what is measured");
        }
        LabOptions.writable(report);
        Path root = Path.of(System.getProperty("omega.root", "."));
        Path page = into == null ? root.resolve("docs/learning.md") : into;
        Path directory = figures == null ? page.resolveSibling("figures") : figures;
        List<Path> sources = reports.isEmpty() ? List.of(root.resolve("docs/results/learning")) : reports;
        String before = text(page);
        replaced(before, List.of(), page);
        LabOptions.writable(page);
        if (ratings != null) {
            int code = measure(ratings, sources.getFirst());
            if (code != 0) {
                return code;
            }
        }
        LearningPage made = page(sources, page, directory);
        Files.createDirectories(directory);
        for (Map.Entry<String, String> figure : made.figures().entrySet()) {
            Files.writeString(directory.resolve(figure.getKey()), figure.getValue());
        }
        Files.writeString(page, replaced(before, made.markdown(), page));
        Goals.table(made.goals()).plain().forEach(terminal::line);
        terminal.line("Wrote " + page + " and " + made.figures().size() + " figures in " + directory);
        if (report != null) {
            ReportJson.write(report, new Written(made.goals()));
        }
        return 0;
    }

    private int measure(Path ratings, Path into) throws IOException {
        if (Files.isRegularFile(into)) {
            throw new UsageException(into + " is a file: with --ratings name the directory that keeps the reports");
        }
        Files.createDirectories(into);
        for (String kind : only == null ? KINDS : only) {
            terminal.heading(kind);
            List<String> args = new ArrayList<>(List.of(
                    kind.equals(REPLAY) ? "evaluate" : kind,
                    "--ratings",
                    ratings.toString(),
                    "--seed",
                    String.valueOf(seed == null ? 1 : seed)));
            args.addAll(reading.arguments());
            args.addAll(ARGUMENTS.getOrDefault(kind, List.of()));
            String name = ratings.toAbsolutePath().normalize().getFileName().toString();
            args.addAll(List.of(
                    "--report", into.resolve(kind + "-" + name + ".json").toString()));
            CommandLine lab = LabCommand.commandLine(terminal)
                    .setParameterExceptionHandler(Errors::badUsage)
                    .setExecutionExceptionHandler(Errors::failed);
            int code = lab.execute(args.toArray(String[]::new));
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }

    /** The page that these reports make. */
    static LearningPage page(List<Path> sources, Path page, Path figures) {
        List<Path> files = new ArrayList<>();
        for (Path source : sources) {
            if (Files.isDirectory(source)) {
                try (Stream<Path> inside = Files.list(source)) {
                    inside.filter(f -> f.toString().endsWith(".json")).sorted().forEach(files::add);
                } catch (IOException e) {
                    throw new UsageException(source + " cannot be read: " + e.getMessage());
                }
            } else {
                files.add(source);
            }
        }
        if (files.isEmpty()) {
            throw new UsageException(
                    "there are no reports in " + sources.getFirst() + ": make some with --ratings DIR, or name files");
        }
        Path at = page.toAbsolutePath().normalize().getParent();
        String seen =
                (at == null ? figures : at.relativize(figures.toAbsolutePath().normalize())).toString();
        String link = seen.replace('\\', '/');
        return new LearningPage(files.stream().map(f -> whole(f, link)).toList(), link);
    }

    /** A report that has all that the page needs of it: seen by making a page of it alone, so that an error names the file. */
    private static KeptReport whole(Path file, String figures) {
        KeptReport report = KeptReport.read(file);
        try {
            LearningPage alone = new LearningPage(List.of(report), figures);
            alone.markdown();
            alone.figures();
            return report;
        } catch (ReportException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ReportException.incomplete(file, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read: " + e.getMessage());
        }
    }

    static String replaced(String page, List<String> lines, Path name) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new UsageException(name + " lacks the marker lines " + BEGIN + " and " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n\n" + String.join("\n", lines) + "\n\n"
                + page.substring(end);
    }
}
