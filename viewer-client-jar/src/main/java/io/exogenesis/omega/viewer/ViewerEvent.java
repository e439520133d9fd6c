package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing a viewer did. It carries its own time, so that a history can be replayed; it never leaves the device.
 *
 * <p>Titles need not be in the catalogue yet: they count as soon as the catalogue knows them.
 */
public sealed interface ViewerEvent {
    /** Longest search text and list of titles that is kept. */
    int MAX_QUERY = 1_000;

    int MAX_TITLES = 200;

    /** When it happened. Between the year 1970 and 9999. */
    Instant at();

    /** A title was watched for {@code duration}; {@code completed} if it was seen to its end. */
    record View(MediaId media, Duration duration, boolean completed, Instant at) implements ViewerEvent {
        public View {
            notNegative("a view's duration", duration);
            sensible(at);
        }
    }

    /** A search, what it offered and, if any, what was chosen. */
    final class Search implements ViewerEvent {
        private final String query;
        private final List<MediaId> results;
        private final @Nullable MediaId selected;
        private final Instant at;

        private Search(String query, List<MediaId> results, @Nullable MediaId selected, Instant at) {
            if (query.length() > MAX_QUERY) {
                throw new InvalidValueException(
                        "a search has at most " + MAX_QUERY + " characters, not " + query.length());
            }
            sensible(at);
            this.query = query;
            this.results = bounded("a search's results", results);
            this.selected = selected;
            this.at = at;
        }

        /** A search of which nothing was chosen. */
        public static Search of(String query, List<MediaId> results, Instant at) {
            return new Search(query, results, null, at);
        }

        public static Search of(String query, List<MediaId> results, MediaId selected, Instant at) {
            return new Search(query, results, selected, at);
        }

        public String query() {
            return query;
        }

        public List<MediaId> results() {
            return results;
        }

        /** What was chosen, if anything. */
        public Optional<MediaId> selected() {
            return Optional.ofNullable(selected);
        }

        @Override
        public Instant at() {
            return at;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Search o && parts().equals(o.parts());
        }

        @Override
        public int hashCode() {
            return parts().hashCode();
        }

        @Override
        public String toString() {
            return "Search" + parts();
        }

        private List<Object> parts() {
            return List.of(query, results, selected(), at);
        }
    }

    /** An explicit rating on the five-star scale, 0–5 in any steps. */
    record Rating(MediaId media, double rating, Instant at) implements ViewerEvent {
        public Rating {
            if (!(rating >= 0 && rating <= 5)) {
                throw new InvalidValueException("a rating is between 0 and 5, not " + rating);
            }
            sensible(at);
        }
    }

    /** A title was left after {@code skipTime}. */
    record Skip(MediaId media, Duration skipTime, Instant at) implements ViewerEvent {
        public Skip {
            notNegative("a skip's time", skipTime);
            sensible(at);
        }
    }

    /** Titles looked at, in order, without starting one. */
    record Browse(List<MediaId> path, Instant at) implements ViewerEvent {
        public Browse {
            path = bounded("a browse path", path);
            sensible(at);
        }
    }

    /** A title was recommended to somebody. */
    record Share(MediaId media, Instant at) implements ViewerEvent {
        public Share {
            sensible(at);
        }
    }

    private static void notNegative(String what, Duration value) {
        if (value.isNegative() || value.compareTo(Duration.ofDays(366)) > 0) {
            throw new InvalidValueException(what + " is between 0 and a year, not " + value);
        }
    }

    private static void sensible(Instant at) {
        if (at.isBefore(Instant.EPOCH) || at.getEpochSecond() > 253_402_300_799L) {
            throw new InvalidValueException("an event's time is between 1970 and 9999, not " + at);
        }
    }

    private static List<MediaId> bounded(String what, List<MediaId> titles) {
        if (titles.size() > MAX_TITLES) {
            throw new InvalidValueException(what + " has at most " + MAX_TITLES + " titles, not " + titles.size());
        }
        return List.copyOf(titles);
    }
}
