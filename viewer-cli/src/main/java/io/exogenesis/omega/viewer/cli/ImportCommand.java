package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonObject;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.memory.ImportedEntries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a history back. All of it or, if a line is broken, nothing; a second time changes nothing more. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Reads what export wrote into the memory, and learns from it.",
            "A title that the memory knows as it stands in the file, or more recently, stays as it is; so a second import changes"
                    + " nothing. A broken line is named by its number, and nothing of the file is taken."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  viewer import history.jsonl", "  viewer export --data old | viewer import --data new -"})
final class ImportCommand implements Runnable {
    private static final String STDIN = "-";
    /** How a line of the host's memory begins. */
    private static final String ENTRY = "{\"memory\":";
    /** Events in one durable batch: far below what the journal may hold unwritten. */
    private static final int BATCH = 2_000;

    private final InputStream in;

    @Mixin
    private final ViewerOptions options = new ViewerOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "What export wrote; - for standard input.")
    private String file = STDIN;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    ImportCommand(InputStream in) {
        this.in = in;
    }

    /** What became of the titles of the file. */
    private record Outcome(int read, int imported, int known) {}

    /**
     * What the file holds.
     *
     * @param entries lines of the host's memory at their places, the others blank, so that an error names the right line
     */
    private record Content(List<WatchedTitle> titles, String entries) {}

    @Override
    public void run() {
        Content content = content();
        try (OpenAgent open = options.open()) {
            ImportedEntries entries = open.agent().importMemory(new StringReader(content.entries));
            Outcome outcome = into(open.agent(), content.titles);
            if (outcome.imported > 0) {
                open.agent().learnFromSession().join();
            }
            if (options.json()) {
                JsonObject json = new JsonObject();
                json.addProperty("read", outcome.read);
                json.addProperty("imported", outcome.imported);
                json.addProperty("known", outcome.known);
                json.addProperty("entriesImported", entries.added());
                json.addProperty("entriesKnown", entries.present());
                spec.commandLine().getOut().println(ViewerOptions.text(json));
            } else {
                spec.commandLine()
                        .getOut()
                        .printf(
                                "%d titles read: %d imported, %d were known already.%n",
                                outcome.read, outcome.imported, outcome.known);
                if (entries.added() + entries.present() > 0) {
                    spec.commandLine()
                            .getOut()
                            .printf(
                                    "%d patterns, episodes and skills imported, %d were known already.%n",
                                    entries.added(), entries.present());
                }
            }
        }
    }

    private static Outcome into(ViewerAgent agent, List<WatchedTitle> titles) {
        Map<MediaId, WatchedTitle> history = new HashMap<>();
        agent.history().forEach(title -> history.put(title.media(), title));
        List<ViewerEvent> events = new ArrayList<>();
        int imported = 0;
        for (WatchedTitle title : titles) {
            WatchedTitle known = history.get(title.media());
            if (known == null || known.at().isBefore(title.at())) {
                events.addAll(ImportedEvents.of(title));
                history.put(title.media(), title);
                imported++;
            }
        }
        for (int from = 0; from < events.size(); from += BATCH) {
            agent.replay(events.subList(from, Math.min(events.size(), from + BATCH)))
                    .join();
        }
        return new Outcome(titles.size(), imported, titles.size() - imported);
    }

    private Content content() {
        List<WatchedTitle> titles = new ArrayList<>();
        StringBuilder entries = new StringBuilder();
        int number = 0;
        try (BufferedReader reader = reader()) {
            for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.startsWith(ENTRY)) {
                    entries.append(line).append('\n');
                    continue;
                }
                entries.append('\n');
                WatchedTitle title = HistoryFormat.read(line, number);
                if (title != null) {
                    titles.add(title);
                }
            }
            return new Content(titles, entries.toString());
        } catch (NoSuchFileException e) {
            throw new ViewerException("there is no file " + file, e);
        } catch (IOException e) {
            throw new ViewerException(file + " cannot be read behind line " + number + ": " + e, e);
        }
    }

    private BufferedReader reader() throws IOException {
        return file.equals(STDIN)
                ? new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8);
    }
}
