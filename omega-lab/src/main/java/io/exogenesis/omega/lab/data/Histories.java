package io.exogenesis.omega.lab.data;

import io.exogenesis.omega.model.MediaItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes histories of events: repeated rows once, in the contract's order (timestamp, item). */
final class Histories {
    private final RatingRows rows;
    private final boolean implicit;
    private final Comparator<Events.Event> order;
    private final List<ViewerHistory> out = new ArrayList<>();
    private long repeated;

    private Histories(RatingRows rows, List<MediaItem> items, boolean implicit) {
        this.rows = rows;
        this.implicit = implicit;
        int[] rank = ranks(items);
        // The value, too: rows of a shuffled file must come out in the same order.
        this.order = Comparator.comparingLong(Events.Event::time)
                .thenComparingInt(e -> rank[e.item()])
                .thenComparingDouble(Events.Event::value);
    }

    /**
     * All histories.
     *
     * @param implicit whether values are counts
     */
    static Histories of(RatingRows rows, List<MediaItem> items, boolean implicit) {
        Histories histories = new Histories(rows, items, implicit);
        rows.events().drain(rows.timed(), histories::add);
        return histories;
    }

    List<ViewerHistory> viewers() {
        return out;
    }

    /** Rows that said the same as another one. */
    long repeated() {
        return repeated;
    }

    /* Once a viewer; sorts its own events only. */
    private void add(String viewer, List<Events.Event> events) {
        List<Events.Event> once = rows.timed() ? sorted(events) : implicit ? events : unlike(events);
        repeated += events.size() - once.size();
        Map<Integer, Float> counts = new HashMap<>();
        RatingEvent[] history = new RatingEvent[once.size()];
        for (int k = 0; k < history.length; k++) {
            Events.Event e = once.get(k);
            long second = rows.second(e.time());
            history[k] = implicit
                    ? new RatingEvent(
                            e.item(),
                            RatingEvent.IMPLICIT,
                            second,
                            counts.merge(e.item(), (float) rows.count(e.value()), Float::sum))
                    : new RatingEvent(e.item(), e.value(), second);
        }
        out.add(new ViewerHistory(viewer, List.of(history)));
    }

    /** By time, each row once. */
    private List<Events.Event> sorted(List<Events.Event> events) {
        events.sort(order);
        List<Events.Event> out = new ArrayList<>(events.size());
        for (Events.Event e : events) {
            if (out.isEmpty() || !out.getLast().equals(e)) {
                out.add(e);
            }
        }
        return out;
    }

    /** Without times: in the order of the file, the same rating of the same item once. */
    private static List<Events.Event> unlike(List<Events.Event> events) {
        Set<Events.Event> seen = new HashSet<>();
        return events.stream()
                .filter(e -> seen.add(new Events.Event(e.item(), e.value(), 0)))
                .toList();
    }

    /** The place of each item among all in the order of their ids. */
    private static int[] ranks(List<MediaItem> items) {
        Integer[] byId = new Integer[items.size()];
        Arrays.setAll(byId, i -> i);
        Arrays.sort(byId, Comparator.comparing(i -> items.get(i).id().value(), NaturalOrder.INSTANCE));
        int[] rank = new int[byId.length];
        for (int r = 0; r < byId.length; r++) {
            rank[byId[r]] = r;
        }
        return rank;
    }
}
