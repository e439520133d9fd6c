package io.exogenesis.omega.learning.taste;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TasteSample;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Picks the bounded sample of titles that may leave the device: half of it the newest, half the best liked (then newest) of the
 * rest, in the order watched. A title watched again counts once, at its last watch.
 */
public final class SampleSelector {
    private SampleSelector() {}

    /** With the default limit of {@link TasteSample#DEFAULT_ITEMS}. */
    public static Optional<TasteSample> select(List<HistoryItem> inOrder) {
        return select(inOrder, TasteSample.DEFAULT_ITEMS);
    }

    /**
     * @param inOrder oldest first
     * @param limit 1 to {@link TasteSample#MAX_ITEMS}
     * @return empty for an empty history
     */
    public static Optional<TasteSample> select(List<HistoryItem> inOrder, int limit) {
        if (limit < 1 || limit > TasteSample.MAX_ITEMS) {
            throw new LearningException("a sample has 1 to " + TasteSample.MAX_ITEMS + " titles, not " + limit);
        }
        List<HistoryItem> once = lastWatches(inOrder);
        if (once.isEmpty()) {
            return Optional.empty();
        }
        int newest = Math.max(0, once.size() - Math.max(1, limit / 2));
        IntStream best = IntStream.range(0, newest)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(k -> -once.get(k).weight())
                        .thenComparingInt(k -> -k))
                .limit(limit - (once.size() - newest))
                .mapToInt(k -> k);
        List<SampledItem> items = IntStream.concat(best, IntStream.range(newest, once.size()))
                .sorted()
                .mapToObj(once::get)
                .map(h -> new SampledItem(h.item(), h.liking()))
                .toList();
        return Optional.of(new TasteSample(items));
    }

    private static List<HistoryItem> lastWatches(List<HistoryItem> inOrder) {
        Set<MediaId> later = new HashSet<>();
        return inOrder.reversed().stream()
                .filter(h -> later.add(h.item()))
                .toList()
                .reversed();
    }
}
