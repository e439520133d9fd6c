package io.exogenesis.omega.viewer.cli.history;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.cli.history.SoughtTitle.Form;
import java.io.EOFException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trakt's ratings, history and watched titles: an array of entries, each with a movie or a show nested in it. Ten points; times in
 * UTC. A rated season or episode was watched; how good the show is, it does not say.
 *
 * <p>Read token by token: what an entry has besides is passed over and takes no memory.
 */
final class TraktHistory {
    private static final String FORMAT = "Trakt";
    private static final int POINTS = 10;
    private static final Pattern LINE = Pattern.compile("at line (\\d+)");

    private final HistoryFile file;
    private final JsonReader json;
    private final List<ForeignEntry> entries = new ArrayList<>();

    private TraktHistory(HistoryFile file, JsonReader json) {
        this.file = file;
        this.json = json;
    }

    /** What an entry says; strings are empty where it does not. */
    private static final class Entry {
        String at = "";
        String listed = "";
        String rating = "";
        String title = "";
        String year = "";
        boolean show;
        boolean part;
        boolean named;
    }

    static ForeignHistory read(HistoryFile file) {
        try (JsonReader json = new JsonReader(file.reader())) {
            json.setStrictness(Strictness.STRICT);
            TraktHistory history = new TraktHistory(file, json);
            history.array();
            return new ForeignHistory(FORMAT, history.entries);
        } catch (IOException e) {
            throw new ViewerException(file.name() + " cannot be read: " + e, e);
        }
    }

    private void array() throws IOException {
        try {
            json.beginArray();
            while (json.hasNext()) {
                if (entries.size() == ForeignHistory.MAX_ENTRIES) {
                    throw bad("more than " + ForeignHistory.MAX_ENTRIES + " entries");
                }
                entry();
            }
            json.endArray();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw bad("the array ends, and the file does not");
            }
        } catch (EOFException e) {
            throw bad("the file ends within the JSON");
        } catch (MalformedJsonException e) {
            throw bad("this is no JSON, or nested too deeply");
        } catch (IllegalStateException | NumberFormatException e) {
            throw bad("a value is of another type than it should be");
        }
    }

    private void entry() throws IOException {
        Entry entry = new Entry();
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "rated_at", "watched_at", "last_watched_at" -> entry.at = text();
                case "listed_at", "collected_at", "last_collected_at" -> entry.listed = text();
                case "rating" -> entry.rating = text();
                case "movie" -> title(entry, false);
                case "show" -> title(entry, true);
                case "episode", "season" -> {
                    entry.part = true;
                    json.skipValue();
                }
                default -> json.skipValue();
            }
        }
        json.endObject();
        add(entry);
    }

    private void title(Entry entry, boolean show) throws IOException {
        entry.named = true;
        entry.show = show;
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
            return;
        }
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "title" -> entry.title = text();
                case "year" -> entry.year = text();
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    /** A string or a number; empty for null. */
    private String text() throws IOException {
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
            return "";
        }
        return json.nextString();
    }

    private void add(Entry entry) {
        if (!entry.named) {
            throw bad("an entry has a movie or a show");
        }
        if (entry.at.isEmpty() && entry.rating.isEmpty()) {
            throw bad(
                    entry.listed.isEmpty()
                            ? "an entry has rated_at, watched_at or last_watched_at"
                            : "a watchlist or a collection does not say what was watched");
        }
        SoughtTitle title = SoughtTitle.of(entry.show ? Form.SERIES : Form.FILM, year(entry.year), entry.title);
        if (entry.rating.isEmpty() || entry.part) {
            entries.add(ForeignEntry.watched(title, at(entry.at)));
            return;
        }
        OptionalDouble stars = ForeignHistory.stars(entry.rating, POINTS);
        entries.add(ForeignEntry.rated(
                title,
                at(entry.at),
                stars.orElseThrow(() -> bad(
                        "a rating is between 0 and " + POINTS + ", not '" + CsvTable.shortened(entry.rating) + "'"))));
    }

    private OptionalInt year(String year) {
        return year.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(year));
    }

    /** A time that Trakt does not know is long ago. */
    private Instant at(String text) {
        try {
            return text.isEmpty() ? Instant.EPOCH : Dates.sensible(Instant.parse(text));
        } catch (DateTimeException e) {
            throw bad("a time is written 2023-12-31T20:15:00.000Z, not '" + CsvTable.shortened(text) + "'");
        }
    }

    private ViewerException bad(String why) {
        Matcher at = LINE.matcher(json.toString());
        return file.bad(at.find() ? Long.parseLong(at.group(1)) : 1, why, FORMAT);
    }
}
