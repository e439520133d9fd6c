package io.exogenesis.omega.model;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A title of the catalogue. Texts came from outside and are data, for people and for language models alike.
 */
public final class MediaItem {
    /** A text of this length fits the embedder's window. Unit: bytes. */
    public static final int MAX_DESCRIPTION = 600;

    private final MediaId id;
    private final String title;
    private final OptionalInt year;
    private final List<String> genres;
    private final Kind kind;
    private final String description;

    private MediaItem(Builder b) {
        Texts.checked("title", b.title, 300);
        if (b.year.isPresent() && (b.year.getAsInt() < 1870 || b.year.getAsInt() > 2200)) {
            throw new InvalidValueException("a year is between 1870 and 2200, not " + b.year.getAsInt());
        }
        b.genres = List.copyOf(b.genres);
        if (b.genres.size() > 16) {
            throw new InvalidValueException("a title has at most 16 genres, not " + b.genres.size());
        }
        b.genres.forEach(g -> Texts.checked("genre", g, 40));
        if (!b.description.isEmpty()) {
            Texts.checked("description", b.description, MAX_DESCRIPTION);
        }
        id = b.id;
        title = b.title;
        year = b.year;
        genres = b.genres;
        kind = b.kind;
        description = b.description;
    }

    public static Builder builder(MediaId id, String title) {
        return new Builder(id, title);
    }

    /** A builder that begins with this one's parts. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    public MediaId id() {
        return id;
    }

    /** 1–300 bytes, without the year. */
    public String title() {
        return title;
    }

    /** 1870–2200, if known. */
    public OptionalInt year() {
        return year;
    }

    /** At most 16, each 1–40 bytes. */
    public List<String> genres() {
        return genres;
    }

    public Kind kind() {
        return kind;
    }

    /** What it is about, for searches by words; at most 600 bytes, empty if the catalogue has none. */
    public String description() {
        return description;
    }

    /** What kind of title it is. */
    public enum Kind {
        MOVIE,
        SERIES,
        OTHER
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MediaItem o && parts().equals(o.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "MediaItem" + parts();
    }

    private List<Object> parts() {
        return List.of(id, title, year, genres, kind, description);
    }

    /** Collects the parts; what is not given stays at its default. */
    public static final class Builder {
        private MediaId id;
        private String title;
        private OptionalInt year = OptionalInt.empty();
        private List<String> genres = List.of();
        private Kind kind = Kind.MOVIE;
        private String description = "";

        private Builder(MediaId id, String title) {
            this.id = id;
            this.title = title;
        }

        private Builder(MediaItem from) {
            id = from.id;
            title = from.title;
            year = from.year;
            genres = from.genres;
            kind = from.kind;
            description = from.description;
        }

        /** 0: not known. */
        public Builder year(int value) {
            year = value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
            return this;
        }

        public Builder genres(List<String> value) {
            genres = value;
            return this;
        }

        public Builder kind(Kind value) {
            kind = value;
            return this;
        }

        public Builder description(String value) {
            description = value;
            return this;
        }

        public MediaItem build() {
            return new MediaItem(this);
        }
    }
}
