package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.cli.history.ForeignEntry;
import io.exogenesis.omega.viewer.cli.history.ForeignHistory;
import io.exogenesis.omega.viewer.cli.history.SoughtTitle;
import io.exogenesis.omega.viewer.cli.history.TitleIndex;
import io.exogenesis.omega.viewer.cli.history.TitleIndex.Match;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes another service's history into an agent. An entry counts unless the memory knows its title from that time or a later one;
 * a rating also counts where the memory has none. So a second import of a file adds nothing.
 */
final class ForeignImport {
    /** So far ahead of UTC is the day where it begins first. */
    private static final Duration EARLIEST_ZONE = Duration.ofHours(14);

    private final String format;
    private final List<ViewerEvent> events = new ArrayList<>();
    /** By what a person reads; how many entries there were. */
    private final Map<String, Integer> missing = new LinkedHashMap<>();

    private final Map<String, Integer> unclear = new LinkedHashMap<>();
    private int known;

    private ForeignImport(String format) {
        this.format = format;
    }

    /** Finds out what is new. The work grows with the entries and with the catalogue, once for each import. */
    static ForeignImport of(ForeignHistory history, ViewerAgent agent, Instant now) {
        if (agent.catalogue().isEmpty()) {
            throw new ViewerException("there is no catalogue yet that the titles could be found in: name one with"
                    + " --catalogue FILE (builtin, movies.csv or JSON Lines), or sync with a Core");
        }
        history.entries().forEach(entry -> checkPast(entry, history.format(), now));
        ForeignImport made = new ForeignImport(history.format());
        TitleIndex index = new TitleIndex(agent.catalogue());
        Map<MediaId, WatchedTitle> before = new HashMap<>();
        agent.history().forEach(title -> before.put(title.media(), title));
        Map<SoughtTitle, Match> found = new HashMap<>();
        // a day that has begun in the east alone: what the memory knows now it knows from then
        Instant begun = now.minus(EARLIEST_ZONE);
        history.entries().stream()
                .sorted(Comparator.comparing(ForeignEntry::at))
                .forEach(entry -> made.take(
                        entry.since().isAfter(now) ? begun : entry.since(),
                        entry.notAfter(now),
                        found.computeIfAbsent(entry.title(), index::find),
                        before));
        return made;
    }

    /** An entry of ages ahead would outweigh all that the viewer does until then. */
    private static void checkPast(ForeignEntry entry, String format, Instant now) {
        if (entry.since().isAfter(now.plus(EARLIEST_ZONE))) {
            throw new ViewerException(format + ": " + entry.title().shown() + " is dated "
                    + entry.at().atOffset(ZoneOffset.UTC).toLocalDate()
                    + ", which is still to come; nothing was imported");
        }
    }

    private void take(Instant since, ForeignEntry entry, Match match, Map<MediaId, WatchedTitle> before) {
        switch (match) {
            case Match.Found(MediaId media) -> {
                WatchedTitle title = before.get(media);
                boolean later = title == null || title.at().isBefore(since);
                boolean firstRating = title != null
                        && entry.rating().isPresent()
                        && title.rating().isEmpty();
                if (later || firstRating) {
                    events.add(entry.event(media));
                } else {
                    known++;
                }
            }
            case Match.Unclear unknown -> unclear.merge(entry.title().shown(), 1, Integer::sum);
            case Match.Unknown unknown -> missing.merge(entry.title().shown(), 1, Integer::sum);
        }
    }

    List<ViewerEvent> events() {
        return events;
    }

    private static int entries(Map<String, Integer> titles) {
        return titles.values().stream().mapToInt(Integer::intValue).sum();
    }

    private int read() {
        return events.size() + known + entries(missing) + entries(unclear);
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("format", format);
        json.addProperty("read", read());
        json.addProperty("imported", events.size());
        json.addProperty("known", known);
        json.add("notFound", array(missing));
        json.add("unclear", array(unclear));
        return json;
    }

    private static JsonArray array(Map<String, Integer> titles) {
        JsonArray array = new JsonArray();
        titles.forEach((title, entries) -> {
            JsonObject one = new JsonObject();
            one.addProperty("title", title);
            one.addProperty("entries", entries);
            array.add(one);
        });
        return array;
    }

    void print(PrintWriter out) {
        out.printf(
                "%s: %d %s read, %d imported, %d were known already.%n",
                format, read(), read() == 1 ? "entry" : "entries", events.size(), known);
        ShortList.print("Not in the catalogue", List.copyOf(missing.keySet()), out);
        ShortList.print("Several titles have the name; none is guessed", List.copyOf(unclear.keySet()), out);
    }
}
