package io.exogenesis.omega.lab.data;

import io.exogenesis.omega.model.MediaItem;
import java.util.List;

/**
 * Titles and histories. Item indices are positions in {@link #items()}.
 *
 * @param name for people and reports
 * @param items the whole catalogue, each id once, in the order of the source
 * @param viewers in the order of their ids
 * @param simulated whether the behaviour was made up by this program
 */
public record Dataset(String name, List<MediaItem> items, List<ViewerHistory> viewers, boolean simulated) {
    public Dataset {
        items = List.copyOf(items);
        viewers = List.copyOf(viewers);
    }

    /** Number of rating events of all viewers. */
    public int events() {
        return viewers.stream().mapToInt(v -> v.events().size()).sum();
    }

    /** Whether every event is a like of implicit feedback; ratings that are all the same are read as nothing else. */
    public boolean implicit() {
        return viewers.stream().flatMap(v -> v.events().stream()).allMatch(e -> e.rating() == RatingEvent.IMPLICIT);
    }

    /** The same titles with the first {@code n} viewers only. */
    public Dataset first(int n) {
        return n >= viewers.size() ? this : new Dataset(name, items, viewers.subList(0, n), simulated);
    }
}
