package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.cluster.CoarseCells;
import io.exogenesis.omega.learning.cluster.LiveGroup;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.TaskType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A cluster with its patterns.
 *
 * @param source what it was drawn as
 * @param median where the rule in force places it
 * @param tenuredShare of tenured members in the weight of the votes
 * @param votes one a viewer, at least one
 * @param voting whether the patterns of {@code source.votes()} vote, in their order: a twin does not
 */
record Group(
        TaskType type,
        LiveGroup<Vote> source,
        Embedding median,
        double tenuredShare,
        List<PatternVote> votes,
        boolean[] voting) {
    /** Most votes first; then by its first vote. */
    static final Comparator<Group> LARGEST = Comparator.<Group>comparingInt(g -> -g.votes.size())
            .thenComparing(g -> g.votes.getFirst().viewer())
            .thenComparingLong(g -> g.votes.getFirst().seq());

    /** Cells of the median, if the clusters know them. */
    Optional<CoarseCells.Place> cells() {
        return median.equals(source.median()) ? source.place() : Optional.empty();
    }

    Instant firstVote() {
        return votes.stream()
                .map(PatternVote::receivedAt)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    @Override
    public boolean equals(Object o) {
        return this == o;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
