package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.embedder.MiniLmEmbedder;
import io.exogenesis.omega.lab.measure.ReportJson;
import io.exogenesis.omega.lab.words.WordsReport;
import io.exogenesis.omega.lab.words.WordsRun;
import io.exogenesis.omega.lab.words.WordsTables;
import io.exogenesis.omega.model.BuiltInCatalogue;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.vector.embed.Embedder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./omega lab words}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Searches by words on the built-in titles, measured on judged queries:",
            "words alone, meaning alone, and both, as viewers and the Core search."
        })
final class WordsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write the report.")
    private @Nullable Path report;

    WordsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LabOptions.writable(report);
        WordsReport found;
        try (Embedder embedder = MiniLmEmbedder.load()) {
            found = WordsRun.of(BuiltInCatalogue.titles(), embedder);
        }
        WordsTables.searches(found).plain().forEach(l -> terminal.line("  " + l));
        terminal.line(String.format(Locale.ROOT, "%.0f s", found.seconds()));
        if (report != null) {
            ReportJson.write(report, found);
            terminal.line("Report: " + report);
        }
        return 0;
    }
}
