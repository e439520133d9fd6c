package io.exogenesis.omega.model;

import java.util.List;
import java.util.Optional;

/**
 * When, how and about what a pattern holds. Genres at most {@link #MAX_GENRES}, each ≤ 40 bytes; mood, time of day and approach
 * ≤ 40 bytes.
 * The sample of titles ({@code watchHistory} of the specification) is a contribution of its own, with a consent of its own:
 * {@link TasteSample}.
 *
 * @param approach of a {@link TaskType#RECOMMENDATION} pattern what put its titles before the viewer, of a {@link
 *     TaskType#BEHAVIOR} pattern the manner of watching; empty for others
 */
public record PatternContext(
        List<String> genres, Optional<String> mood, Optional<String> timeOfDay, Optional<String> approach) {
    public static final int MAX_GENRES = 8;
    public static final PatternContext NONE = new PatternContext(List.of(), Optional.empty(), Optional.empty());
    private static final int MAX_BYTES = 40;

    public PatternContext {
        genres = List.copyOf(genres);
        if (genres.size() > MAX_GENRES) {
            throw new InvalidValueException("a pattern has at most " + MAX_GENRES + " genres, not " + genres.size());
        }
        genres.forEach(g -> Texts.checked("genre", g, MAX_BYTES));
        mood.ifPresent(m -> Texts.checked("mood", m, MAX_BYTES));
        timeOfDay.ifPresent(t -> Texts.checked("time of day", t, MAX_BYTES));
        approach.ifPresent(a -> Texts.checked("approach", a, MAX_BYTES));
    }

    /** Without an approach. */
    public PatternContext(List<String> genres, Optional<String> mood, Optional<String> timeOfDay) {
        this(genres, mood, timeOfDay, Optional.empty());
    }

    /** The same with an approach. */
    public PatternContext withApproach(String name) {
        return new PatternContext(genres, mood, timeOfDay, Optional.of(name));
    }
}
