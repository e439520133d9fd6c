package io.exogenesis.omega.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When, how and about what a pattern holds. Genres at most {@link #MAX_GENRES}, each ≤ 40 bytes; mood, time of day and approach
 * ≤ 40 bytes.
 * The sample of titles ({@code watchHistory} of the specification) is a contribution of its own, with a consent of its own:
 * {@link TasteSample}.
 */
public final class PatternContext {
    public static final int MAX_GENRES = 8;
    public static final PatternContext NONE = of(List.of());
    private static final int MAX_BYTES = 40;

    private final List<String> genres;
    private final Optional<String> mood;
    private final Optional<String> timeOfDay;
    private final Optional<String> approach;

    private PatternContext(
            List<String> genres, Optional<String> mood, Optional<String> timeOfDay, Optional<String> approach) {
        genres = List.copyOf(genres);
        if (genres.size() > MAX_GENRES) {
            throw new InvalidValueException("a pattern has at most " + MAX_GENRES + " genres, not " + genres.size());
        }
        genres.forEach(g -> Texts.checked("genre", g, MAX_BYTES));
        mood.ifPresent(m -> Texts.checked("mood", m, MAX_BYTES));
        timeOfDay.ifPresent(t -> Texts.checked("time of day", t, MAX_BYTES));
        approach.ifPresent(a -> Texts.checked("approach", a, MAX_BYTES));
        this.genres = genres;
        this.mood = mood;
        this.timeOfDay = timeOfDay;
        this.approach = approach;
    }

    public List<String> genres() {
        return genres;
    }

    public Optional<String> mood() {
        return mood;
    }

    public Optional<String> timeOfDay() {
        return timeOfDay;
    }

    /** Of a {@link TaskType#RECOMMENDATION} pattern what put its titles before the viewer, of a {@link TaskType#BEHAVIOR} pattern the manner of watching; empty for others. */
    public Optional<String> approach() {
        return approach;
    }

    /** Genres alone. */
    public static PatternContext of(List<String> genres) {
        return new PatternContext(genres, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with a mood. */
    public PatternContext withMood(String name) {
        return new PatternContext(genres, Optional.of(name), timeOfDay, approach);
    }

    /** The same with a time of day. */
    public PatternContext withTimeOfDay(String name) {
        return new PatternContext(genres, mood, Optional.of(name), approach);
    }

    /** The same with an approach. */
    public PatternContext withApproach(String name) {
        return new PatternContext(genres, mood, timeOfDay, Optional.of(name));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PatternContext o && parts().equals(o.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "PatternContext" + parts();
    }

    private List<Object> parts() {
        return List.of(genres, mood, timeOfDay, approach);
    }
}
