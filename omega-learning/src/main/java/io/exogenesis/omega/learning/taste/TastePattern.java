package io.exogenesis.omega.learning.taste;

import java.util.List;

/**
 * One taste of one viewer.
 *
 * @param embedding {@code norm(Σ w·c)} of its items, unit length
 * @param successRate {@code (Σ reward + 1) / (n + 2)}, in (0, 1)
 * @param items positions in the list that was learned from, ascending, at least 2
 * @param genres the most frequent ones of its items, at most 8, most frequent first
 */
public record TastePattern(float[] embedding, double successRate, List<Integer> items, List<String> genres) {
    public TastePattern {
        items = List.copyOf(items);
        genres = List.copyOf(genres);
    }
}
