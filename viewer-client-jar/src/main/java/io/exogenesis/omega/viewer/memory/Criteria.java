package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.internal.values.Limits;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a pattern must satisfy; checked before the ranking, so that k matches come back if there are k.
 */
public final class Criteria implements Predicate<StoredPattern> {
    /** Everything. */
    public static final Criteria ANY =
            new Criteria(Optional.empty(), 0, Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty());

    private final Optional<TaskType> taskType;
    private final double minSuccessRate;
    private final Set<String> anyTag;
    private final Set<String> allTags;
    private final Set<String> genres;
    private final Optional<String> mood;
    private final Optional<String> timeOfDay;

    private Criteria(
            Optional<TaskType> taskType,
            double minSuccessRate,
            Set<String> anyTag,
            Set<String> allTags,
            Set<String> genres,
            Optional<String> mood,
            Optional<String> timeOfDay) {
        Limits.rate("least success rate", minSuccessRate);
        anyTag = Set.copyOf(anyTag);
        allTags = Set.copyOf(allTags);
        genres = Set.copyOf(genres);
        this.taskType = taskType;
        this.minSuccessRate = minSuccessRate;
        this.anyTag = anyTag;
        this.allTags = allTags;
        this.genres = genres;
        this.mood = mood;
        this.timeOfDay = timeOfDay;
    }

    public Optional<TaskType> taskType() {
        return taskType;
    }

    /** Least success rate, in [0, 1]. */
    public double minSuccessRate() {
        return minSuccessRate;
    }

    /** At least one of them; empty: any. */
    public Set<String> anyTag() {
        return anyTag;
    }

    /** Each of them. */
    public Set<String> allTags() {
        return allTags;
    }

    /** At least one of them; empty: any. */
    public Set<String> genres() {
        return genres;
    }

    /** Exactly this, whatever the case. */
    public Optional<String> mood() {
        return mood;
    }

    /** Exactly this, whatever the case. */
    public Optional<String> timeOfDay() {
        return timeOfDay;
    }

    public Criteria withTaskType(TaskType wanted) {
        return new Criteria(Optional.of(wanted), minSuccessRate, anyTag, allTags, genres, mood, timeOfDay);
    }

    public Criteria withMinSuccessRate(double least) {
        return new Criteria(taskType, least, anyTag, allTags, genres, mood, timeOfDay);
    }

    public Criteria withAnyTag(String... tags) {
        return new Criteria(taskType, minSuccessRate, Set.of(tags), allTags, genres, mood, timeOfDay);
    }

    public Criteria withAllTags(String... tags) {
        return new Criteria(taskType, minSuccessRate, anyTag, Set.of(tags), genres, mood, timeOfDay);
    }

    public Criteria withGenres(String... wanted) {
        return new Criteria(taskType, minSuccessRate, anyTag, allTags, Set.of(wanted), mood, timeOfDay);
    }

    public Criteria withMood(String wanted) {
        return new Criteria(taskType, minSuccessRate, anyTag, allTags, genres, Optional.of(wanted), timeOfDay);
    }

    public Criteria withTimeOfDay(String wanted) {
        return new Criteria(taskType, minSuccessRate, anyTag, allTags, genres, mood, Optional.of(wanted));
    }

    @Override
    public boolean test(StoredPattern p) {
        return test(p.taskType(), p.successRate(), p.tags(), p.context());
    }

    /** The same of a pattern's parts; one that was learned has its genres for tags. */
    public boolean test(TaskType task, double rate, List<String> tags, PatternContext context) {
        return rate >= minSuccessRate
                && taskType.map(task::equals).orElse(true)
                && any(anyTag, tags)
                && tags.containsAll(allTags)
                && any(genres, context.genres())
                && same(mood, context.mood())
                && same(timeOfDay, context.timeOfDay());
    }

    private static boolean any(Set<String> wanted, Collection<String> there) {
        return wanted.isEmpty() || there.stream().anyMatch(wanted::contains);
    }

    private static boolean same(Optional<String> wanted, Optional<String> there) {
        return wanted.isEmpty() || there.filter(wanted.get()::equalsIgnoreCase).isPresent();
    }
}
