package io.exogenesis.omega.viewer.internal.learn;

import io.exogenesis.omega.learning.linear.Vectors;
import io.exogenesis.omega.learning.taste.TasteItem;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The titles of a history that the catalogue knows, each with its place. Positions are those of {@link #titles}.
 *
 * @param titles oldest first
 * @param items the same titles, as the learners of tastes read them
 */
record PlacedHistory(List<WatchedTitle> titles, List<TasteItem> items) {
    /** A sum shorter than this has no direction: the titles cancel each other out. */
    private static final double NO_DIRECTION = 1e-6;

    static PlacedHistory of(List<WatchedTitle> history, Catalogue catalogue) {
        List<WatchedTitle> placed = history.stream()
                .filter(t -> catalogue.content().indexOf(t.media()) >= 0)
                .toList();
        return new PlacedHistory(
                placed, placed.stream().map(t -> item(t, catalogue)).toList());
    }

    private static TasteItem item(WatchedTitle title, Catalogue catalogue) {
        int index = catalogue.content().indexOf(title.media());
        return new TasteItem(
                catalogue.content().centred(index),
                title.liking().weight(),
                title.reward(),
                catalogue.item(index).genres());
    }

    /** Where these titles stand, ascending. */
    List<Integer> positions(Set<MediaId> media) {
        return java.util.stream.IntStream.range(0, titles.size())
                .filter(i -> media.contains(titles.get(i).media()))
                .boxed()
                .toList();
    }

    /** norm(Σ w·c) of these positions; empty if they cancel each other out. */
    Optional<Embedding> centroid(Collection<Integer> positions) {
        return direction(mean(positions));
    }

    /** Σ w·c / Σ w of these positions, at least one. */
    float[] mean(Collection<Integer> positions) {
        float[] mean = new float[Embedding.DIMENSIONS];
        double weights = 0;
        for (int i : positions) {
            TasteItem item = items.get(i);
            Vectors.addScaled(mean, (float) item.weight(), item.centred());
            weights += item.weight();
        }
        for (int d = 0; d < mean.length; d++) {
            mean[d] /= (float) weights;
        }
        return mean;
    }

    static Optional<Embedding> direction(float[] sum) {
        double squares = 0;
        for (float v : sum) {
            squares += v * v;
        }
        return Math.sqrt(squares) > NO_DIRECTION && Double.isFinite(squares)
                ? Optional.of(Embedding.of(sum))
                : Optional.empty();
    }

    /** (Σ reward + 1) / (n + 2), as of a taste. */
    double successRate(Collection<Integer> positions) {
        return (positions.stream().mapToDouble(i -> items.get(i).reward()).sum() + 1) / (positions.size() + 2);
    }

    /** The most frequent genres of these titles, most frequent first. */
    List<String> genres(Collection<Integer> positions) {
        Map<String, Integer> counts = new TreeMap<>();
        positions.forEach(
                i -> items.get(i).genres().stream().distinct().forEach(g -> counts.merge(g, 1, Integer::sum)));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(PatternContext.MAX_GENRES)
                .map(Map.Entry::getKey)
                .toList();
    }
}
