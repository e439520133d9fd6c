package io.exogenesis.omega.lab.data;

import io.exogenesis.omega.model.MediaItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects events by viewer and puts them into the contract's order: (timestamp, item). */
final class Histories {
    private final Map<String, List<RatingEvent>> byViewer = new TreeMap<>(NaturalOrder.INSTANCE);

    void add(String viewer, RatingEvent event) {
        byViewer.computeIfAbsent(viewer, v -> new ArrayList<>()).add(event);
    }

    boolean isEmpty() {
        return byViewer.isEmpty();
    }

    List<ViewerHistory> inOrder(List<MediaItem> items) {
        Comparator<RatingEvent> order = Comparator.comparingLong(RatingEvent::epochSecond)
                .thenComparing(e -> items.get(e.item()).id().value(), NaturalOrder.INSTANCE);
        List<ViewerHistory> out = new ArrayList<>(byViewer.size());
        byViewer.forEach((id, events) -> {
            events.sort(order);
            out.add(new ViewerHistory(id, events));
        });
        return out;
    }
}
