package io.exogenesis.omega.viewer.internal.learn;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.Approach;
import io.exogenesis.omega.viewer.DecidedImpression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Which approach worked: for each approach the showings and how many of them were watched, and the centroid of what was watched.
 *
 * <p>With c the share of all showings that was watched and c_a that of the approach's, drawn to c by {@link #PRIOR} showings,
 * the success rate is c_a / (c_a + c): .5 is as good as all showings together, .7 (the gate) 2.3 times as good, and an approach
 * that alone makes the lists is at .5 by definition. A plain share would pass no gate: of twenty titles shown one is watched.
 */
final class RecommendationLearner implements KindLearner {
    /** At most so many approaches a viewer, the best. */
    static final int MOST = 2;
    /** Fewer would name titles. */
    static final int MIN_TITLES = 3;
    /** Showings at the viewer's own average that each approach starts with: two lists of ten. */
    static final double PRIOR = 20;

    /** What became of the showings of one approach. */
    private static final class Count {
        int shown;
        int taken;
        final Set<MediaId> watched = new HashSet<>();
    }

    @Override
    public List<Finding> learn(Evidence evidence, PlacedHistory history, RandomGenerator random) {
        Map<Approach, Count> counts = new EnumMap<>(Approach.class);
        for (DecidedImpression showing : evidence.showings()) {
            Count count = counts.computeIfAbsent(showing.title().approach(), a -> new Count());
            count.shown++;
            if (showing.taken()) {
                count.taken++;
                count.watched.add(showing.title().media());
            }
        }
        double shown = evidence.showings().size();
        double taken = counts.values().stream().mapToInt(c -> c.taken).sum();
        List<Finding> found = new ArrayList<>();
        counts.forEach((approach, count) -> {
            if (approach != Approach.UNKNOWN && count.watched.size() >= MIN_TITLES) {
                finding(approach, count, taken / shown, history).ifPresent(found::add);
            }
        });
        found.sort(Comparator.comparingDouble(Finding::successRate).reversed());
        return found.stream().limit(MOST).toList();
    }

    private static Optional<Finding> finding(Approach approach, Count count, double average, PlacedHistory history) {
        List<Integer> positions = history.positions(count.watched);
        double own = (count.taken + PRIOR * average) / (count.shown + PRIOR);
        PatternContext context = PatternContext.of(history.genres(positions)).withApproach(approach.label());
        return Optional.of(positions)
                .filter(p -> p.size() >= MIN_TITLES)
                .flatMap(history::centroid)
                .map(c -> new Finding(TaskType.RECOMMENDATION, c, own / (own + average), positions.size(), context));
    }
}
