package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.bench.BenchException;
import io.exogenesis.omega.lab.bench.BenchReport;
import io.exogenesis.omega.lab.bench.BenchTables;
import io.exogenesis.omega.lab.demo.DemoException;
import io.exogenesis.omega.lab.demo.DemoReport;
import io.exogenesis.omega.lab.demo.Results;
import io.exogenesis.omega.lab.heal.HealReport;
import io.exogenesis.omega.lab.heal.HealTables;
import io.exogenesis.omega.lab.heal.subject.HealException;
import io.exogenesis.omega.lab.net.NetException;
import io.exogenesis.omega.lab.net.QuicReport;
import io.exogenesis.omega.lab.net.QuicTables;
import io.exogenesis.omega.lab.report.ReportException;
import io.exogenesis.omega.lab.report.SecurityTables;
import io.exogenesis.omega.lab.simulate.SimulateException;
import io.exogenesis.omega.lab.simulate.SimulateReport;
import io.exogenesis.omega.lab.simulate.SimulateTables;
import io.exogenesis.omega.lab.words.WordsReport;
import io.exogenesis.omega.lab.words.WordsTables;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./omega lab results}: turns reports into the tables of a page, so that no figure in it is typed by hand. The place is
 * between the two marker lines; what stands there is replaced.
 */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Prints the tables of reports of demos, attacks, searches and benchmarks in Markdown,",
            "or puts them between the marker lines of a page."
        })
final class ResultsCommand implements Callable<Integer> {
    static final String BEGIN = "<!-- results: begin (./omega lab results writes this part) -->";
    static final String END = "<!-- results: end -->";

    private final Terminal terminal;

    @Parameters(
            arity = "1..*",
            paramLabel = "REPORT.json",
            description =
                    "Reports of ./omega demo, lab attack, lab words, lab heal, lab quic, lab simulate or lab bench.")
    private List<Path> reports = List.of();

    @Option(names = "--into", paramLabel = "FILE.md", description = "The page with the marker lines.")
    private @Nullable Path into;

    @Option(
            names = "--targets",
            split = ",",
            paramLabel = "TARGET",
            description = "Only the rows of these targets, for instance 5b,5c; of reports of lab bench.")
    private List<String> targets = List.of();

    @Option(names = "--accuracy", description = "Only how well was recommended; of reports of demos.")
    private boolean accuracy;

    ResultsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LabOptions.writable(into);
        List<String> tables = accuracy ? accuracy(reports) : tables(reports, targets);
        if (into == null) {
            tables.forEach(terminal::line);
            return 0;
        }
        try {
            Files.writeString(into, replaced(Files.readString(into), tables, into));
        } catch (IOException e) {
            throw new UsageException(into + " cannot be read and written: " + e.getMessage());
        }
        terminal.line("Wrote the results of " + reports.size() + " reports into " + into);
        return 0;
    }

    /** Of demos. */
    static List<String> accuracy(List<Path> reports) {
        return reports.stream()
                .flatMap(r -> Results.accuracyMarkdown(DemoReport.read(r)).stream())
                .toList();
    }

    static List<String> tables(List<Path> reports) {
        return tables(reports, List.of());
    }

    /** @param targets whose rows are wanted; empty: all */
    static List<String> tables(List<Path> reports, List<String> targets) {
        List<String> out = new ArrayList<>();
        for (Path report : reports) {
            if (!out.isEmpty()) {
                out.add("");
            }
            out.addAll(table(report, targets));
        }
        return out;
    }

    private static List<String> table(Path report, List<String> targets) {
        try {
            if (BenchReport.isOne(report)) {
                return BenchTables.markdown(BenchReport.read(report), targets);
            }
            if (HealReport.isOne(report)) {
                return HealTables.markdown(HealReport.read(report));
            }
            if (QuicReport.isOne(report)) {
                return QuicTables.markdown(QuicReport.read(report));
            }
            if (SimulateReport.isOne(report)) {
                return SimulateTables.markdown(SimulateReport.read(report));
            }
            if (WordsReport.isOne(report)) {
                return WordsTables.markdown(WordsReport.read(report));
            }
            return SecurityTables.isOne(report)
                    ? SecurityTables.markdown(report)
                    : Results.markdown(DemoReport.read(report));
        } catch (ReportException
                | BenchException
                | DemoException
                | HealException
                | NetException
                | SimulateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ReportException.incomplete(report, e);
        }
    }

    static String replaced(String page, List<String> tables, Path name) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new UsageException(name + " lacks the marker lines " + BEGIN + " and " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n" + String.join("\n", tables) + "\n"
                + page.substring(end);
    }

    /** For tests: the part of {@code page} between the markers. */
    static String between(Path page) {
        try {
            String text = Files.readString(page);
            return text.substring(text.indexOf(BEGIN) + BEGIN.length() + 1, text.indexOf(END))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
