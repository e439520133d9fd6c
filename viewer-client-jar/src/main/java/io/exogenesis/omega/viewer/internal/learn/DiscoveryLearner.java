package io.exogenesis.omega.viewer.internal.learn;

import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.learning.taste.TasteItem;
import io.exogenesis.omega.learning.taste.TasteLearner;
import io.exogenesis.omega.learning.taste.TastePattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.DecidedImpression;
import io.exogenesis.omega.viewer.ShownTitle;
import io.exogenesis.omega.viewer.internal.track.Watch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What search and exploration brought: the centroid of the titles that were chosen among the results of a search, or watched
 * from a place of exploration, and lie outside of the tastes that the rest of the history shows. At most one; success rate
 * (Σ reward + 1) / (n + 2).
 */
final class DiscoveryLearner implements KindLearner {
    /** Fewer would name titles. */
    static final int MIN_TITLES = 3;
    /** Cosine with every taste of the rest below which a title is outside of them: what is nearer was no discovery. */
    static final double OUTSIDE = .3;

    @Override
    public List<Finding> learn(Evidence evidence, PlacedHistory history, RandomGenerator random) {
        List<Integer> brought = history.positions(brought(evidence));
        if (brought.size() < MIN_TITLES) {
            return List.of();
        }
        Set<Integer> apart = Set.copyOf(brought);
        List<TasteItem> rest = IntStream.range(0, history.items().size())
                .filter(i -> !apart.contains(i))
                .mapToObj(history.items()::get)
                .toList();
        List<TastePattern> usual = TasteLearner.learn(rest, random);
        List<Integer> outside = brought.stream()
                .filter(i -> !usual.isEmpty() && outside(history.items().get(i), usual))
                .toList();
        if (outside.size() < MIN_TITLES) {
            return List.of();
        }
        PatternContext context = PatternContext.of(history.genres(outside));
        return history
                .centroid(outside)
                .map(c -> new Finding(TaskType.DISCOVERY, c, history.successRate(outside), outside.size(), context))
                .stream()
                .toList();
    }

    private static Set<MediaId> brought(Evidence evidence) {
        Set<MediaId> brought = new HashSet<>();
        evidence.watches().stream().filter(Watch::searched).map(Watch::media).forEach(brought::add);
        evidence.showings().stream()
                .filter(s -> s.taken() && s.title().cause() == ShownTitle.Cause.EXPLORATION)
                .map(DecidedImpression::title)
                .map(ShownTitle::media)
                .forEach(brought::add);
        return brought;
    }

    private static boolean outside(TasteItem item, List<TastePattern> usual) {
        return usual.stream().allMatch(t -> Vectors.dot(item.centred(), t.embedding()) < OUTSIDE);
    }
}
