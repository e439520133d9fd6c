package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.exogenesis.omega.model.BuiltInCatalogue;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue of the owner's: titles that can be recommended without a Core.
 *
 * <pre>
 * builtin   the titles that a Core without an import knows
 * *.csv     header with id (or movieId), title, genres separated by |, and optionally year, kind and description (or
 *           keywords: what searches by words go by beside the title); else the year stands in brackets behind the title:
 *           MovieLens' movies.csv
 * *.tsv     the same, separated by tabs
 * others    JSON Lines: {"id","title","year"?,"genres"? list or text with |,"kind"?,"description"?}
 * </pre>
 *
 * <p>UTF-8. A line that cannot be used is an error that names it; nothing is taken from a file that has one.
 */
final class CatalogueFile {
    static final String BUILTIN = "builtin";
    /** An item model and a content space of more would not fit a device. */
    static final int MOST_TITLES = 100_000;

    private static final int LONGEST_LINE = 64_000;
    /** A name with its year in brackets behind it: both are groups. */
    static final Pattern YEAR_BEHIND = Pattern.compile("^(.*\\S)\\s*\\((\\d{4})\\)\\s*$");

    private static final String NO_GENRES = "(no genres listed)";

    private final String name;
    private final List<MediaItem> items = new ArrayList<>();
    private final Set<MediaId> ids = new HashSet<>();
    private int number;

    private CatalogueFile(String name) {
        this.name = name;
    }

    /**
     * The titles of {@value #BUILTIN} or of a file.
     *
     * @throws ViewerException with file, line and reason
     */
    static List<MediaItem> read(String source) {
        if (source.equals(BUILTIN)) {
            return BuiltInCatalogue.titles();
        }
        try (BufferedReader reader = Files.newBufferedReader(Path.of(source), StandardCharsets.UTF_8)) {
            return read(source, reader);
        } catch (NoSuchFileException e) {
            throw new ViewerException("there is no file " + source + " (or say " + BUILTIN + ")", e);
        } catch (IOException e) {
            throw new ViewerException("the catalogue " + source + " cannot be read: " + e, e);
        }
    }

    /** The titles of a text; {@code source} says of which form it is, and is named in errors. */
    static List<MediaItem> read(String source, BufferedReader reader) throws IOException {
        CatalogueFile file = new CatalogueFile(source);
        String lower = source.toLowerCase(Locale.ROOT);
        try {
            if (lower.endsWith(".tsv")) {
                file.table(reader, '\t');
            } else if (lower.endsWith(".csv")) {
                file.table(reader, ',');
            } else {
                file.lines(reader);
            }
        } catch (CharacterCodingException e) {
            throw new ViewerException(source + " is not UTF-8 text behind line " + file.number, e);
        }
        if (file.items.isEmpty()) {
            throw new ViewerException("the catalogue " + source + " has no titles");
        }
        return file.items;
    }

    /** As {@code readLine}, but of a line that is too long no more is read than its limit. */
    private @Nullable String line(BufferedReader reader) throws IOException {
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        for (; c >= 0 && c != '\n' && c != '\r'; c = reader.read()) {
            if (line.length() == LONGEST_LINE) {
                number++;
                throw bad("it is longer than " + LONGEST_LINE + " characters");
            }
            line.append((char) c);
        }
        if (c == '\r') {
            reader.mark(1);
            if (reader.read() != '\n') {
                reader.reset();
            }
        }
        number++;
        return line.toString();
    }

    private void table(BufferedReader reader, char separator) throws IOException {
        String first = line(reader);
        if (first == null) {
            return;
        }
        String header = first.startsWith("\ufeff") ? first.substring(1) : first;
        List<String> names = cells(header.toLowerCase(Locale.ROOT), separator);
        int id = Math.max(names.indexOf("id"), names.indexOf("movieid"));
        int title = names.indexOf("title");
        if (id < 0 || title < 0) {
            throw bad("the header names the columns, id (or movieId) and title among them");
        }
        for (String line = line(reader); line != null; line = line(reader)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                List<String> cells = cells(line, separator);
                if (cells.size() != names.size()) {
                    throw bad("it has " + cells.size() + " columns, the header has " + names.size());
                }
                add(
                        cells.get(id),
                        cells.get(title),
                        cell(cells, names.indexOf("year")),
                        List.of(cell(cells, names.indexOf("genres")).split("\\|")),
                        cell(cells, names.indexOf("kind")),
                        cell(cells, Math.max(names.indexOf("description"), names.indexOf("keywords"))));
            }
        }
    }

    private static String cell(List<String> cells, int column) {
        return column < 0 ? "" : cells.get(column);
    }

    /** RFC 4180 without line breaks in a cell. */
    private List<String> cells(String line, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"' && separator == ',') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw bad("a quotation mark is not closed");
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    private void lines(BufferedReader reader) throws IOException {
        for (String line = line(reader); line != null; line = line(reader)) {
            if (line.isBlank()) {
                continue;
            }
            try {
                JsonObject json = JsonParser.parseString(line).getAsJsonObject();
                add(
                        text(json, "id"),
                        text(json, "title"),
                        text(json, "year"),
                        genres(json),
                        text(json, "kind"),
                        text(json, "description"));
            } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
                throw bad("it is no JSON object with id, title, year, genres, kind and description");
            }
        }
    }

    private static String text(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }

    private static List<String> genres(JsonObject json) {
        JsonElement value = json.get("genres");
        if (value == null || value.isJsonNull()) {
            return List.of();
        }
        return value.isJsonArray()
                ? value.getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsString)
                        .toList()
                : List.of(value.getAsString().split("\\|"));
    }

    private void add(String id, String title, String year, List<String> genres, String kind, String description) {
        Matcher behind = YEAR_BEHIND.matcher(title);
        boolean inTitle = year.isEmpty() && behind.matches();
        try {
            MediaItem item = MediaItem.builder(new MediaId(id), inTitle ? behind.group(1) : title)
                    .year(year(inTitle ? behind.group(2) : year).orElse(0))
                    .genres(genres.stream()
                            .map(String::strip)
                            .filter(g -> !g.isEmpty() && !g.equals(NO_GENRES))
                            .distinct()
                            .toList())
                    .kind(kind(kind))
                    .description(description(description))
                    .build();
            if (!ids.add(item.id())) {
                throw bad("the id " + id + " stands on a line before");
            }
            if (items.size() == MOST_TITLES) {
                throw bad("a catalogue has at most " + MOST_TITLES + " titles");
            }
            items.add(item);
        } catch (InvalidValueException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    /** Cut to what a title may carry, at a whole word where there is one: a search needs no more. */
    private static String description(String text) {
        String one = text.replaceAll("\\p{Cntrl}+", " ").strip();
        while (one.getBytes(StandardCharsets.UTF_8).length > MediaItem.MAX_DESCRIPTION) {
            int cut = one.lastIndexOf(' ');
            one = one.substring(0, cut > 0 ? cut : one.offsetByCodePoints(one.length(), -1))
                    .strip();
        }
        return one;
    }

    private OptionalInt year(String year) {
        try {
            return year.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(year));
        } catch (NumberFormatException e) {
            throw bad("a year is a number, not " + year);
        }
    }

    private MediaItem.Kind kind(String kind) {
        Map<String, MediaItem.Kind> kinds = Map.of(
                "",
                MediaItem.Kind.MOVIE,
                "movie",
                MediaItem.Kind.MOVIE,
                "series",
                MediaItem.Kind.SERIES,
                "other",
                MediaItem.Kind.OTHER);
        MediaItem.Kind known = kinds.get(kind.toLowerCase(Locale.ROOT));
        if (known == null) {
            throw bad("a kind is movie, series or other, not " + kind);
        }
        return known;
    }

    private ViewerException bad(String why) {
        return new ViewerException(name + " line " + number + ": " + why);
    }
}
