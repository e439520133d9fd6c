package io.exogenesis.omega.model;

import java.util.List;
import java.util.OptionalInt;

/**
 * A title of the catalogue. Texts came from outside and are data, for people and for language models alike.
 *
 * @param title 1–300 bytes, without the year
 * @param year 1870–2200, if known
 * @param genres at most 16, each 1–40 bytes
 * @param description what it is about, for searches by words; at most 600 bytes, empty if the catalogue has none
 */
public record MediaItem(
        MediaId id, String title, OptionalInt year, List<String> genres, Kind kind, String description) {
    /** A text of this length fits the embedder's window. Unit: bytes. */
    public static final int MAX_DESCRIPTION = 600;

    /** What kind of title it is. */
    public enum Kind {
        MOVIE,
        SERIES,
        OTHER
    }

    public MediaItem {
        Texts.checked("title", title, 300);
        if (year.isPresent() && (year.getAsInt() < 1870 || year.getAsInt() > 2200)) {
            throw new InvalidValueException("a year is between 1870 and 2200, not " + year.getAsInt());
        }
        genres = List.copyOf(genres);
        if (genres.size() > 16) {
            throw new InvalidValueException("a title has at most 16 genres, not " + genres.size());
        }
        genres.forEach(g -> Texts.checked("genre", g, 40));
        if (!description.isEmpty()) {
            Texts.checked("description", description, MAX_DESCRIPTION);
        }
    }

    /** A title without a description. */
    public MediaItem(MediaId id, String title, OptionalInt year, List<String> genres, Kind kind) {
        this(id, title, year, genres, kind, "");
    }

    /** The sentence that is embedded for learning: {@code Title (year). Genres: a, b.} The description takes no part in it. */
    public String text() {
        StringBuilder text = new StringBuilder(title);
        year.ifPresent(y -> text.append(" (").append(y).append(')'));
        text.append('.');
        if (!genres.isEmpty()) {
            text.append(" Genres: ").append(String.join(", ", genres)).append('.');
        }
        return text.toString();
    }
}
