package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.embedder.MiniLmEmbedder;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.EmbeddingCache;
import io.exogenesis.omega.lab.data.RatingsReader;
import io.exogenesis.omega.lab.data.ReadOptions;
import io.exogenesis.omega.lab.data.Reading;
import io.exogenesis.omega.lab.measure.OutputFile;
import io.exogenesis.omega.lab.measure.ReportJson;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreDirectory;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every lab command that measures on ratings, and what it does first. */
final class LabOptions {
    private static final String NAME = "lab";
    private static final String EMBEDDINGS = "embeddings";

    @Option(names = "--ratings", paramLabel = "DIR", required = true, description = RatingsOptions.FORMATS)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path ratings;

    @Mixin
    private RatingsOptions reading = new RatingsOptions();

    @Option(names = "--seed", paramLabel = "S", description = "Of everything drawn (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write the report.")
    private @Nullable Path report;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where embeddings of titles are kept for the next time (default: ~/.omega/lab).")
    private @Nullable Path data;

    long seed() {
        return seed;
    }

    /** Reads the ratings, after it is sure that the report will find its place. */
    Dataset dataset(Terminal terminal) {
        return reading(terminal).data();
    }

    /** The same with all that reading showed. */
    Reading reading(Terminal terminal) {
        writable(report);
        Reading read = read(ratings, reading.options(), directory(data), terminal);
        Dataset found = read.data();
        terminal.line(found.name() + ": " + found.items().size() + " titles, "
                + found.viewers().size() + " viewers, " + found.events() + " ratings; seed " + seed);
        return read;
    }

    /** Says so where figures are about time, and the ratings have none. */
    static void warnIfUntimed(Reading read, Terminal terminal) {
        if (!read.timed()) {
            terminal.line(
                    "Warning: no times: the order of the file is taken for time. Where it goes viewer by viewer, they live"
                            + " one after another.");
        }
    }

    /** Reads ratings and says what was recognised; rows that were skipped are listed in {@code directory}, too. */
    static Reading read(Path ratings, ReadOptions options, Path directory, Terminal terminal) {
        Reading read = RatingsReader.read(ratings, options, terminal);
        read.tell(terminal, "");
        read.keepSkipped(directory, terminal, "  ");
        return read;
    }

    /** Where the lab keeps what it may need again. */
    static Path directory(@Nullable Path data) {
        return data == null ? CoreDirectory.defaultFor(NAME) : data;
    }

    /** The titles' content, embedded or from the cache. */
    ContentSpace content(Dataset dataset, Terminal terminal) {
        return EmbeddingCache.open(directory(data).resolve(EMBEDDINGS), MiniLmEmbedder.NAME)
                .space(dataset.items(), MiniLmEmbedder::load, terminal);
    }

    /** Writes the report, if one was asked for. */
    void write(Object content, Terminal terminal) {
        if (report == null) {
            return;
        }
        ReportJson.write(report, content);
        terminal.line("Report: " + report);
    }

    /** @throws UsageException if a file cannot be made there: better now than after minutes */
    static void writable(@Nullable Path file) {
        if (file != null) {
            OutputFile.obstacle(file).ifPresent(why -> {
                throw new UsageException(why);
            });
        }
    }

    /** The directory that an option names, made if it is not there. */
    static Path directory(String option, Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UsageException(option + ": " + directory + " cannot be made: " + e.getMessage());
        }
    }
}
