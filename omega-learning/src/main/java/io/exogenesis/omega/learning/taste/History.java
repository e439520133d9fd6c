package io.exogenesis.omega.learning.taste;

import java.util.List;

/** What one viewer watched, oldest first; a title watched again appears again. Private: it never leaves the device. */
public record History(List<HistoryItem> items) {
    public static final History EMPTY = new History(List.of());

    public History {
        items = List.copyOf(items);
    }

    public int size() {
        return items.size();
    }
}
