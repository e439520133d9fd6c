package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.cli.history.ForeignHistory;
import io.exogenesis.omega.viewer.cli.history.HistoryFile;
import io.exogenesis.omega.viewer.memory.ImportedEntries;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a history: all of it or, if a line is broken, nothing; a second time changes nothing more. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a history into the memory, and learns from it.",
            "The content tells which it is:",
            "  what export or export --json wrote",
            "  Netflix     viewing activity (CSV), or ViewingActivity.csv",
            "  Letterboxd  ratings.csv, watched.csv, diary.csv, reviews.csv",
            "  IMDb        ratings (CSV)",
            "  Trakt       ratings, history or watched (JSON)",
            "Another service's titles are found in the catalogue by name and year; those that are not are listed, and none is"
                    + " guessed. Ten points become five.",
            "What the memory knows as it stands in the file, or more recently, stays as it is; so a second import of a file adds"
                    + " nothing. A broken line is named by its number, and nothing of the file is taken."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  viewer import ratings.csv --catalogue builtin",
            "  viewer import history.jsonl",
            "  viewer export --data old | viewer import --data new -"
        })
final class ImportCommand implements Runnable {
    private static final String STDIN = "-";
    /** Events in one durable batch: far below what the journal may hold unwritten. */
    private static final int BATCH = 2_000;
    /** A number of views is a few characters of a file, and each is an event in the memory of this process. */
    private static final int MOST_EVENTS = 1_000_000;

    private final InputStream in;

    @Mixin
    private final ViewerOptions options = new ViewerOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "The file; - for standard input.")
    private String file = STDIN;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Whose activity counts, where a file of Netflix tells of several profiles.")
    private String profile = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    ImportCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public void run() {
        HistoryFile read = file();
        if (read.isOwn()) {
            own(OwnHistory.read(read), read.name());
        } else {
            foreign(ForeignHistory.read(read, profile));
        }
    }

    private HistoryFile file() {
        try {
            return file.equals(STDIN) ? HistoryFile.read("standard input", in) : HistoryFile.read(Path.of(file));
        } catch (InvalidPathException e) {
            throw new ViewerException("there can be no file " + file + ": " + e.getReason(), e);
        } catch (IOException e) {
            throw new ViewerException("standard input cannot be read: " + e, e);
        }
    }

    private void foreign(ForeignHistory history) {
        try (OpenAgent open = options.open()) {
            if (open.agent().catalogue().isEmpty()) {
                PrintWriter progress = spec.commandLine().getErr();
                progress.println(
                        "There is no catalogue yet: the built-in titles are taken; --catalogue FILE names others.");
                HostCatalogue.use(CatalogueFile.BUILTIN, open.shared(), options.directory(), progress);
            }
            ForeignImport found = ForeignImport.of(history, open.agent(), Instant.now());
            tell(found.events(), open.agent());
            PrintWriter out = options.out();
            if (options.json()) {
                out.println(ViewerOptions.text(found.json()));
            } else {
                found.print(out);
            }
        }
    }

    private void own(OwnHistory content, String name) {
        try (OpenAgent open = options.open()) {
            ImportedEntries entries = entries(content, name, open.agent());
            Outcome outcome = Outcome.of(content.titles(), name, open.agent());
            tell(outcome.events, open.agent());
            PrintWriter out = options.out();
            if (options.json()) {
                JsonObject json = outcome.json();
                json.addProperty("entriesImported", entries.added());
                json.addProperty("entriesKnown", entries.present());
                out.println(ViewerOptions.text(json));
            } else {
                outcome.print(out);
                if (entries.added() + entries.present() > 0) {
                    out.printf(
                            "%d patterns, episodes and skills imported, %d were known already.%n",
                            entries.added(), entries.present());
                }
            }
        }
    }

    private static ImportedEntries entries(OwnHistory content, String name, ViewerAgent agent) {
        try {
            return agent.importMemory(new StringReader(content.entries()));
        } catch (ViewerException e) {
            throw new ViewerException(name + " " + e.getMessage(), e);
        }
    }

    private static void tell(List<ViewerEvent> events, ViewerAgent agent) {
        for (int from = 0; from < events.size(); from += BATCH) {
            agent.replay(events.subList(from, Math.min(events.size(), from + BATCH)))
                    .join();
        }
        if (!events.isEmpty()) {
            agent.learnFromSession().join();
        }
    }

    /**
     * What becomes of the titles of an exported history.
     *
     * @param unknown ids that the catalogue does not have
     */
    private record Outcome(int read, int imported, List<ViewerEvent> events, List<String> unknown) {

        static Outcome of(List<WatchedTitle> titles, String name, ViewerAgent agent) {
            Map<MediaId, WatchedTitle> history = new HashMap<>();
            agent.history().forEach(title -> history.put(title.media(), title));
            List<ViewerEvent> events = new ArrayList<>();
            int imported = 0;
            for (WatchedTitle title : titles) {
                WatchedTitle known = history.get(title.media());
                if (events.size() > MOST_EVENTS) {
                    throw new ViewerException(name + " tells of more than " + MOST_EVENTS + " views");
                }
                if (known == null || known.at().isBefore(title.at())) {
                    events.addAll(ImportedEvents.of(title));
                    history.put(title.media(), title);
                    imported++;
                }
            }
            return new Outcome(titles.size(), imported, events, unknown(titles, agent));
        }

        /** Without a catalogue nobody can say which ids are known. */
        private static List<String> unknown(List<WatchedTitle> titles, ViewerAgent agent) {
            Set<MediaId> ids = agent.catalogue().stream().map(item -> item.id()).collect(Collectors.toSet());
            return titles.stream()
                    .map(WatchedTitle::media)
                    .filter(media -> !ids.isEmpty() && !ids.contains(media))
                    .map(MediaId::value)
                    .distinct()
                    .toList();
        }

        JsonObject json() {
            JsonObject json = new JsonObject();
            json.addProperty("format", HistoryFormat.NAME);
            json.addProperty("read", read);
            json.addProperty("imported", imported);
            json.addProperty("known", read - imported);
            JsonArray ids = new JsonArray();
            unknown.forEach(ids::add);
            json.add("unknownIds", ids);
            return json;
        }

        void print(PrintWriter out) {
            out.printf("%s read: %d imported, %d known already.%n", Count.of(read, "title"), imported, read - imported);
            ShortList.print(
                    "Ids that the catalogue does not have; they are kept, and change nothing until it has them",
                    unknown,
                    out);
        }
    }
}
