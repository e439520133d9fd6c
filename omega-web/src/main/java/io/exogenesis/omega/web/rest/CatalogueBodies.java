package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.TitleFile;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.web.guard.BoundedJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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

    private static final List<String> FIELDS = List.of("id", "title", "year", "genres", "kind", "description");

    /** What stands where bytes were no UTF-8. */
    private static final char REPLACED = '\uFFFD';

    private static final String NO_GENRES = "(no genres listed)";

    private CatalogueBodies() {}

    /** What reads a body of one kind. */
    @FunctionalInterface
    interface Reader {
        TitleFile read(InputStream body) throws IOException;
    }

    /** All of a body, with its SHA-256. */
    static TitleFile hashed(InputStream body, Reader reader) throws IOException {
        try {
            DigestInputStream in = new DigestInputStream(body, MessageDigest.getInstance("SHA-256"));
            TitleFile file = reader.read(in);
            in.transferTo(OutputStream.nullOutputStream());
            return file.complete(HexFormat.of().formatHex(in.getMessageDigest().digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Title by title, so that no tree of a whole catalogue is built. A title that cannot be read is a fault of the file. */
    static TitleFile fromJson(InputStream titles) {
        TitleFile file = new TitleFile("title number");
        AtomicInteger number = new AtomicInteger();
        BoundedJson.elements(titles, Catalogue.MAX_ITEMS, MAX_PARTS, title -> {
            int place = number.incrementAndGet();
            MediaItem item;
            try {
                item = item(title);
            } catch (InvalidValueException | RefusedException e) {
                file.broken(place, String.valueOf(e.getMessage()));
                return;
            }
            file.add(place, item);
        });
        return file;
    }

    private static MediaItem item(JsonValue value) {
        if (!(value instanceof JsonObject title)) {
            throw Bodies.malformed("it is no object");
        }
        Bodies.only(title, "a title", FIELDS);
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
        return MediaItem.builder(
                        new MediaId(Bodies.text(title, "id").strip()),
                        Bodies.text(title, "title").strip())
                .year(year(title.getOrDefault("year", JsonValue.NULL)).orElse(0))
                .genres(distinct(genres))
                .kind(kind(Bodies.optionalText(title, "kind").orElse("movie")))
                .description(
                        Bodies.optionalText(title, "description").orElse("").strip())
                .build();
    }

    /** "Drama", "drama" and "Drama " are one genre, written as it came first. */
    private static List<String> distinct(List<String> genres) {
        Set<String> known = new HashSet<>();
        return genres.stream()
                .map(String::strip)
                .filter(g -> known.add(g.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static OptionalInt year(JsonValue value) {
        if (value == JsonValue.NULL) {
            return OptionalInt.empty();
        }
        if (!(value instanceof JsonNumber number)) {
            throw Bodies.malformed("year must be a whole number");
        }
        try {
            return OptionalInt.of(number.intValueExact());
        } catch (ArithmeticException e) {
            throw Bodies.malformed("year must be a whole number of a year, not " + number);
        }
    }

    private static MediaItem.Kind kind(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "", "movie" -> MediaItem.Kind.MOVIE;
            case "series" -> MediaItem.Kind.SERIES;
            case "other" -> MediaItem.Kind.OTHER;
            default -> throw Bodies.malformed("kind must be movie, series or other, not " + name);
        };
    }

    static TitleFile fromCsv(InputStream body) throws IOException {
        return fromCsv(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
    }

    static TitleFile fromCsv(BufferedReader in) throws IOException {
        String header = in.readLine();
        if (header == null || header.isBlank()) {
            throw Bodies.malformed("line 1: the header is missing");
        }
        Columns columns = Columns.of(fields(header));
        TitleFile file = new TitleFile("line");
        int number = 1;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (!line.isBlank()) {
                MediaItem item;
                try {
                    encoded(line);
                    item = columns.item(fields(line));
                } catch (InvalidValueException | RefusedException e) {
                    file.broken(number, String.valueOf(e.getMessage()));
                    continue;
                }
                file.add(number, item);
            }
        }
        return file;
    }

    /** What is no UTF-8 was replaced when it was read: a name would be spoilt for ever. */
    private static void encoded(String line) {
        if (line.indexOf(REPLACED) >= 0) {
            throw new InvalidValueException("it is not encoded in UTF-8");
        }
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
                    .genres(distinct(split))
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
    static List<String> fields(String line) {
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
            throw Bodies.malformed("a quote is not closed");
        }
        fields.add(field.toString());
        return fields;
    }
}
