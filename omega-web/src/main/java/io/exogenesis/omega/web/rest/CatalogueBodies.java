package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.web.guard.BoundedJson;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads titles that an operator sends.
 *
 * <ul>
 *   <li>JSON: an array of {@code {id, title, year?, genres?[], kind?, description?}}; kind is movie (default), series or other
 *   <li>CSV (RFC 4180, no line breaks inside of a field) with a header of these names, in any order; genres are joined by
 *       {@code |}. MovieLens's {@code movieId,title,genres} is taken too: a year in round brackets ends the title there.
 * </ul>
 */
final class CatalogueBodies {
    private static final Pattern TITLE_WITH_YEAR = Pattern.compile("(.+?)\\s*\\((\\d{4})\\)\\s*");
    /** Of one title: its fields and some dozens of genres. */
    private static final int MAX_PARTS = 128;

    private static final String NO_GENRES = "(no genres listed)";

    private CatalogueBodies() {}

    /** Title by title, so that no tree of a whole catalogue is built. */
    static List<MediaItem> fromJson(InputStream titles) {
        List<MediaItem> items = new ArrayList<>();
        BoundedJson.elements(titles, Catalogue.MAX_ITEMS, MAX_PARTS, title -> {
            try {
                items.add(item(title));
            } catch (InvalidValueException | RefusedException e) {
                throw Bodies.malformed("title number " + (items.size() + 1) + ": " + e.getMessage());
            }
        });
        return items;
    }

    private static MediaItem item(JsonValue value) {
        if (!(value instanceof JsonObject title)) {
            throw Bodies.malformed("it is no object");
        }
        List<String> genres = new ArrayList<>();
        if (title.getOrDefault("genres", JsonValue.EMPTY_JSON_ARRAY) instanceof JsonArray named) {
            for (JsonValue genre : named) {
                if (!(genre instanceof JsonString text)) {
                    throw Bodies.malformed("genres must be strings");
                }
                genres.add(text.getString());
            }
        } else {
            throw Bodies.malformed("genres must be an array");
        }
        return MediaItem.builder(new MediaId(Bodies.text(title, "id")), Bodies.text(title, "title"))
                .year(year(title.getOrDefault("year", JsonValue.NULL)).orElse(0))
                .genres(genres)
                .kind(kind(Bodies.optionalText(title, "kind").orElse("movie")))
                .description(
                        Bodies.optionalText(title, "description").orElse("").strip())
                .build();
    }

    private static OptionalInt year(JsonValue value) {
        if (value == JsonValue.NULL) {
            return OptionalInt.empty();
        }
        if (value instanceof JsonNumber number && number.isIntegral()) {
            return OptionalInt.of(number.intValue());
        }
        throw Bodies.malformed("year must be a whole number");
    }

    private static MediaItem.Kind kind(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "", "movie" -> MediaItem.Kind.MOVIE;
            case "series" -> MediaItem.Kind.SERIES;
            case "other" -> MediaItem.Kind.OTHER;
            default -> throw Bodies.malformed("kind must be movie, series or other, not " + name);
        };
    }

    static List<MediaItem> fromCsv(BufferedReader in) throws IOException {
        String header = in.readLine();
        if (header == null || header.isBlank()) {
            throw Bodies.malformed("line 1: the header is missing");
        }
        Columns columns = Columns.of(fields(header, 1));
        List<MediaItem> items = new ArrayList<>();
        int number = 1;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (!line.isBlank()) {
                if (items.size() == Catalogue.MAX_ITEMS) {
                    throw new RefusedException(
                            Refusal.Code.TOO_LARGE, "a catalogue has at most " + Catalogue.MAX_ITEMS + " titles");
                }
                try {
                    items.add(columns.item(fields(line, number)));
                } catch (InvalidValueException e) {
                    throw Bodies.malformed("line " + number + ": " + e.getMessage());
                }
            }
        }
        return items;
    }

    /** Which field is where; -1: not there. */
    private record Columns(int count, int id, int title, int year, int genres, int kind, int description) {
        static Columns of(List<String> names) {
            List<String> known = names.stream()
                    .map(n -> n.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
                    .map(n -> n.equals("movieid") ? "id" : n)
                    .toList();
            Columns columns = new Columns(
                    names.size(),
                    known.indexOf("id"),
                    known.indexOf("title"),
                    known.indexOf("year"),
                    known.indexOf("genres"),
                    known.indexOf("kind"),
                    known.indexOf("description"));
            if (columns.id < 0 || columns.title < 0) {
                throw Bodies.malformed("line 1: the header must name id (or movieId) and title");
            }
            return columns;
        }

        MediaItem item(List<String> fields) {
            if (fields.size() != count) {
                throw new InvalidValueException(count + " fields are expected, not " + fields.size());
            }
            String text = fields.get(title).strip();
            OptionalInt when =
                    year < 0 ? OptionalInt.empty() : number(fields.get(year).strip());
            Matcher withYear = TITLE_WITH_YEAR.matcher(text);
            if (when.isEmpty() && withYear.matches()) {
                text = withYear.group(1);
                when = OptionalInt.of(Integer.parseInt(withYear.group(2)));
            }
            String joined = genres < 0 ? "" : fields.get(genres).strip();
            List<String> split =
                    joined.isEmpty() || joined.equals(NO_GENRES) ? List.of() : List.of(joined.split("\\|"));
            return MediaItem.builder(new MediaId(fields.get(id).strip()), text)
                    .year(when.orElse(0))
                    .genres(split)
                    .kind(CatalogueBodies.kind(kind < 0 ? "" : fields.get(kind)))
                    .description(description < 0 ? "" : fields.get(description).strip())
                    .build();
        }

        private static OptionalInt number(String year) {
            if (year.isEmpty()) {
                return OptionalInt.empty();
            }
            try {
                return OptionalInt.of(Integer.parseInt(year));
            } catch (NumberFormatException e) {
                throw new InvalidValueException("a year must be a whole number, not " + year);
            }
        }
    }

    /** Fields of one line; a quoted field may hold commas, and a quote twice. */
    static List<String> fields(String line, int number) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw Bodies.malformed("line " + number + ": a quote is not closed");
        }
        fields.add(field.toString());
        return fields;
    }
}
