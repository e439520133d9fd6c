package io.exogenesis.omega.lab.baseline;

import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.List;

/**
 * All that a model may know.
 *
 * @param items the catalogue; an item's index is its position
 * @param content centred embeddings in the order of {@code items}
 * @param viewers what they watched, oldest first; some may have watched nothing
 * @param seed for a model that draws numbers
 */
public record Training(List<MediaItem> items, ContentSpace content, List<ViewerHistory> viewers, long seed) {
    public Training {
        items = List.copyOf(items);
        viewers = List.copyOf(viewers);
    }

    /** Training events of each item. */
    public int[] counts() {
        int[] out = new int[items.size()];
        viewers.forEach(v -> v.events().forEach(e -> out[e.item()]++));
        return out;
    }

    /** The matrix viewers × items; a title that was watched often counts as one that was watched once. */
    public Interactions interactions() {
        return interactions(Confidence.NONE);
    }

    /** The matrix viewers × items, its weights multiplied by {@code confidence} in the counts. */
    public Interactions interactions(Confidence confidence) {
        return Interactions.of(viewers.stream().map(ViewerHistory::events).toList(), items.size(), confidence);
    }

    /** Whether some title was watched more or less often than once by one viewer: implicit feedback with counts. */
    public boolean counted() {
        return viewers.stream().anyMatch(v -> v.events().stream().anyMatch(e -> e.count() != 1));
    }

    /** Number of training events. */
    public int events() {
        return viewers.stream()
                .map(ViewerHistory::events)
                .mapToInt(List<RatingEvent>::size)
                .sum();
    }
}
