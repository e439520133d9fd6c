package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.PatternId;
import java.util.List;
import java.util.Optional;

/**
 * One line of the status page.
 *
 * @param pattern set when the cluster is in the bank
 * @param supporters distinct viewers of this epoch
 * @param genres most frequent ones of its patterns; only for clusters in the bank, empty below k supporters
 */
public record ClusterDecision(
        Optional<PatternId> pattern, int supporters, Decision.Outcome outcome, String reason, List<String> genres) {
    public ClusterDecision {
        genres = List.copyOf(genres);
    }
}
