package io.exogenesis.omega.viewer.internal.track;

import io.exogenesis.omega.model.ItemOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Showings and takings by title or pattern, oldest first; beyond its size the oldest are forgotten. Not thread-safe. */
final class Tally<K> {
    private final int most;
    private final Map<K, Count<K>> counts = new LinkedHashMap<>();

    /** @param taken at most {@code shown} */
    record Count<K>(K id, int shown, int taken) {
        /** As much of it as one report may say. */
        Count<K> reportable() {
            int part = Math.min(shown, ItemOutcome.MAX_SHOWN);
            return new Count<>(id, part, Math.min(taken, part));
        }
    }

    Tally(int most) {
        this.most = most;
    }

    void add(K id, int shown, int taken) {
        counts.merge(
                id, new Count<>(id, shown, taken), (a, b) -> new Count<>(id, a.shown + b.shown, a.taken + b.taken));
        if (counts.size() > most) {
            counts.remove(counts.keySet().iterator().next());
        }
    }

    /** What was reported does not count again; what is not here (any more) changes nothing. */
    void subtract(K id, int shown, int taken) {
        counts.computeIfPresent(
                id,
                (k, c) -> c.shown <= shown
                        ? null
                        : new Count<>(id, c.shown - shown, Math.clamp(c.taken - taken, 0, c.shown - shown)));
    }

    void remove(K id) {
        counts.remove(id);
    }

    int shown(K id) {
        Count<K> count = counts.get(id);
        return count == null ? 0 : count.shown;
    }

    List<Count<K>> first(int n) {
        return counts.values().stream().limit(n).map(Count::reportable).toList();
    }

    List<Count<K>> all() {
        return new ArrayList<>(counts.values());
    }

    void clear() {
        counts.clear();
    }
}
