package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the operator says about titles, as a round reads it.
 *
 * @param anchored titles that the operator vouches for: they grow faster, and no audit refutes them
 * @param clearances by title, the number of the action that cleared its refutation: what the audit said of the title before
 *     is forgotten. Numbers ascend from 1 in the order of the actions
 */
public record Moderation(Set<MediaId> anchored, Map<MediaId, Long> clearances) {
    /** The operator says nothing. */
    public static final Moderation NONE = new Moderation(Set.of(), Map.of());

    public Moderation {
        anchored = Set.copyOf(anchored);
        clearances = Map.copyOf(clearances);
        clearances.forEach((title, action) -> {
            if (action < 1) {
                throw new LearningException("the clearance of " + title + " has no number: " + action);
            }
        });
    }

    /** Titles that are anchored, and nothing else. */
    public static Moderation anchoring(Collection<MediaId> titles) {
        return new Moderation(Set.copyOf(titles), Map.of());
    }

    /** Titles whose clearance no epoch has taken in yet. */
    Set<MediaId> clearedAfter(long applied) {
        Set<MediaId> out = new TreeSet<>();
        clearances.forEach((title, action) -> {
            if (action > applied) {
                out.add(title);
            }
        });
        return out;
    }

    /** The newest clearance here, or {@code applied} if that is newer. */
    long newest(long applied) {
        return clearances.values().stream().mapToLong(a -> a).reduce(applied, Math::max);
    }
}
