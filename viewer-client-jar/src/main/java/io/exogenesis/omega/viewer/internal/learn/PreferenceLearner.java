package io.exogenesis.omega.viewer.internal.learn;

import io.exogenesis.omega.learning.taste.TasteLearner;
import io.exogenesis.omega.learning.taste.TastePattern;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * What is liked: the viewer's tastes ({@link TasteLearner}), success rate (Σ reward + 1) / (n + 2). Titles that were only skipped lower
 * it; where there is nothing else, that is no taste.
 */
record PreferenceLearner(TimesOfDay times) implements KindLearner {
    /** At most so many tastes a viewer (LEARNING §2). */
    static final int MOST = TasteLearner.MAX_PATTERNS;
    /** Share of a pattern's titles that must have been watched at one time of day to name it. */
    static final double DOMINANT = .6;

    private static final int MIN_FOR_TIME_OF_DAY = 3;

    @Override
    public List<Finding> learn(Evidence evidence, PlacedHistory history, RandomGenerator random) {
        List<Finding> found = new ArrayList<>();
        for (TastePattern taste : TasteLearner.learn(history.items(), MOST, random)) {
            if (taste.items().stream().noneMatch(i -> history.titles().get(i).seen())) {
                continue;
            }
            PlacedHistory.direction(taste.embedding()).ifPresent(embedding -> {
                List<String> genres =
                        taste.genres().stream().limit(PatternContext.MAX_GENRES).toList();
                found.add(new Finding(
                        TaskType.PREFERENCE,
                        embedding,
                        taste.successRate(),
                        taste.items().size(),
                        timeOfDay(taste, history)
                                .map(PatternContext.of(genres)::withTimeOfDay)
                                .orElse(PatternContext.of(genres))));
            });
        }
        return found;
    }

    private Optional<String> timeOfDay(TastePattern taste, PlacedHistory history) {
        Map<String, Long> counts = taste.items().stream()
                .map(i -> times.of(history.titles().get(i).at()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        int n = taste.items().size();
        return counts.entrySet().stream()
                .filter(e -> n >= MIN_FOR_TIME_OF_DAY && e.getValue() >= DOMINANT * n)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
