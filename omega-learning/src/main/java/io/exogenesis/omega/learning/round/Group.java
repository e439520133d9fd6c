package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.TaskType;
import java.time.Instant;
import java.util.List;

/**
 * A cluster with its patterns.
 *
 * @param median where the rule in force places it
 * @param tenuredShare of tenured members in the weight of the votes
 * @param votes one a viewer, at least one
 * @param silent patterns that belong to it without a vote
 */
record Group(TaskType type, Embedding median, double tenuredShare, List<PatternVote> votes, List<PatternVote> silent) {

    Instant firstVote() {
        return votes.stream()
                .map(PatternVote::receivedAt)
                .min(Instant::compareTo)
                .orElseThrow();
    }
}
