package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.embedder.MiniLmEmbedder;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.DatasetException;
import io.exogenesis.omega.lab.data.Reading;
import io.exogenesis.omega.lab.trend.TrendLab;
import io.exogenesis.omega.lab.trend.TrendReport;
import io.exogenesis.omega.lab.trend.TrendTables;
import io.exogenesis.omega.ops.console.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./omega lab trend}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "How well trends and discoveries are found: planted rate changes on streams resampled from the ratings,",
            "the ratings' own days, and pairs of titles of one half of the viewers judged by the other half."
        })
final class TrendCommand implements Callable<Integer> {
    static final String BEGIN = "<!-- trends: begin (./omega lab trend --into writes this part) -->";
    static final String END = "<!-- trends: end -->";

    private static final long MOST_SEED = 1_000_000_000L;

    private final Terminal terminal;

    @Option(names = "--ratings", required = true, paramLabel = "DIR", description = RatingsOptions.FORMATS)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path ratings;

    @Mixin
    private RatingsOptions reading = new RatingsOptions();

    @Option(names = "--seed", paramLabel = "S", description = "Of the streams and splits (default: 1).")
    private long seed = 1;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write the report.")
    private @Nullable Path report;

    @Option(
            names = "--into",
            paramLabel = "FILE.md",
            description = "Write the tables between the marker lines of a page, too.")
    private @Nullable Path into;

    TrendCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (seed < 0 || seed > MOST_SEED) {
            throw new UsageException("--seed is between 0 and " + MOST_SEED + ", not " + seed);
        }
        LabOptions.writable(report);
        if (into != null) {
            LabOptions.writable(into);
            replaced(page(into), List.of(), into);
        }
        Reading read = LabOptions.read(ratings, reading.options(), LabOptions.directory(null), terminal);
        Dataset dataset = read.data();
        if (!read.timed()) {
            throw new DatasetException("trends need times, and the ratings of " + dataset.name() + " have none");
        }
        TrendReport done = new TrendLab(dataset, seed, MiniLmEmbedder::load, terminal).run();
        TrendTables.plain(done).forEach(terminal::line);
        if (report != null) {
            done.write(report);
            terminal.line("");
            terminal.line("Report: " + report);
        }
        if (into != null) {
            try {
                Files.writeString(into, replaced(page(into), TrendTables.markdown(done), into));
            } catch (IOException e) {
                throw new UsageException(into + " cannot be written: " + e.getMessage());
            }
        }
        return 0;
    }

    private static String page(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read: " + e.getMessage());
        }
    }

    static String replaced(String page, List<String> tables, Path name) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new UsageException(name + " lacks the marker lines " + BEGIN + " and " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n\n" + String.join("\n", tables) + "\n\n"
                + page.substring(end);
    }
}
