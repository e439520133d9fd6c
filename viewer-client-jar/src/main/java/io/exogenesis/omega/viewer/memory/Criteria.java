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
 *
 * @param minSuccessRate in [0, 1]
 * @param anyTag at least one of them; empty: any
 * @param allTags each of them
 * @param genres at least one of them; empty: any
 * @param mood exactly this, whatever the case
 * @param timeOfDay exactly this, whatever the case
 */
public record Criteria(
        Optional<TaskType> taskType,
        double minSuccessRate,
        Set<String> anyTag,
        Set<String> allTags,
        Set<String> genres,
        Optional<String> mood,
        Optional<String> timeOfDay)
        implements Predicate<StoredPattern> {
    /** Everything. */
    public static final Criteria ANY =
            new Criteria(Optional.empty(), 0, Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty());

    public Criteria {
        Limits.rate("least success rate", minSuccessRate);
        anyTag = Set.copyOf(anyTag);
        allTags = Set.copyOf(allTags);
        genres = Set.copyOf(genres);
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
