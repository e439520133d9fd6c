package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.learning.cluster.CoarseCells.Place;
import io.exogenesis.omega.model.Embedding;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Patterns around one median. Two groups are the same only if they are one object: a group that nothing disturbs stays.
 *
 * @param <T> what a pattern is to the caller
 */
public final class LiveGroup<T> {
    private final Embedding median;
    private final List<T> votes;
    private final List<T> others;

    private @Nullable Place place;

    LiveGroup(Embedding median, List<T> votes, List<T> others) {
        this.median = median;
        this.votes = votes;
        this.others = others;
    }

    /** Geometric median of the votes, unit length. */
    public Embedding median() {
        return median;
    }

    /** One a voter, the nearest to the median, ascending by voter. */
    public List<T> votes() {
        return votes;
    }

    /** Further ones of the same voters; they belong here and do not vote. */
    public List<T> others() {
        return others;
    }

    /** Cells of the median, if they are known. */
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    void lies(Place here) {
        place = here;
    }

    boolean holds(LiveGroup<T> other) {
        return median.equals(other.median) && same(votes, other.votes) && same(others, other.others);
    }

    private static boolean same(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (a.get(i) != b.get(i)) {
                return false;
            }
        }
        return true;
    }
}
