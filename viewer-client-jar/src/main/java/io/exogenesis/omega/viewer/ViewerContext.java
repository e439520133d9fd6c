package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.InvalidValueException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What recommendations are asked for.
 */
public final class ViewerContext {
    public static final int MAX_K = 10_000;
    /** The times of day that the agent learns tastes at, by the viewer's clock. */
    public static final List<String> TIMES_OF_DAY = List.of("morning", "afternoon", "evening", "night");

    private final int k;
    private final Optional<String> query;
    private final List<String> genres;
    private final Optional<String> mood;
    private final Optional<String> timeOfDay;

    private ViewerContext(
            int k, Optional<String> query, List<String> genres, Optional<String> mood, Optional<String> timeOfDay) {
        if (k < 1 || k > MAX_K) {
            throw new InvalidValueException("k is between 1 and " + MAX_K + ", not " + k);
        }
        genres = List.copyOf(genres);
        query.ifPresent(q -> {
            if (q.length() > ViewerEvent.MAX_QUERY) {
                throw new InvalidValueException(
                        "a query has at most " + ViewerEvent.MAX_QUERY + " characters, not " + q.length());
            }
        });
        this.k = k;
        this.query = query;
        this.genres = genres;
        this.mood = mood;
        this.timeOfDay = timeOfDay;
    }

    /** How many, 1–10,000; fewer come back when fewer titles fit. */
    public int k() {
        return k;
    }

    /** Free text; titles near its meaning rise. */
    public Optional<String> query() {
        return query;
    }

    /** Genres of which a title must have one, whatever the case; empty: any title. */
    public List<String> genres() {
        return genres;
    }

    /** Free text, weighed like the query. */
    public Optional<String> mood() {
        return mood;
    }

    /** One of {@link #TIMES_OF_DAY}, or a name that the host's stored patterns have; tastes learned at that time rise. */
    public Optional<String> timeOfDay() {
        return timeOfDay;
    }

    /** The best {@code k} for this viewer, whatever they are. */
    public static ViewerContext top(int k) {
        return new ViewerContext(k, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    public ViewerContext withQuery(String text) {
        return new ViewerContext(k, Optional.of(text), genres, mood, timeOfDay);
    }

    public ViewerContext withGenres(List<String> only) {
        return new ViewerContext(k, query, only, mood, timeOfDay);
    }

    public ViewerContext withMood(String text) {
        return new ViewerContext(k, query, genres, Optional.of(text), timeOfDay);
    }

    public ViewerContext withTimeOfDay(String text) {
        return new ViewerContext(k, query, genres, mood, Optional.of(text));
    }

    /** What is asked for in words: query and mood; empty if neither says anything. */
    public Optional<String> words() {
        String words = Stream.of(query, mood)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "))
                .strip();
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    /**
     * The words, if no title of the catalogue fits them: a list then goes by taste alone.
     *
     * @param list what an agent answered to this context
     */
    public Optional<String> fittedByNone(List<Recommendation> list) {
        boolean some = list.stream()
                .flatMap(r -> r.parts().stream())
                .anyMatch(part -> part.kind() == ScorePart.Kind.ASKED_FOR);
        return list.isEmpty() || some ? Optional.empty() : words();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ViewerContext o && parts().equals(o.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "ViewerContext" + parts();
    }

    private List<Object> parts() {
        return List.of(k, query, genres, mood, timeOfDay);
    }
}
