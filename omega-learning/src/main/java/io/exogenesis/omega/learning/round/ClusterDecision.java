package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.consensus.JuryCount;
import io.exogenesis.omega.model.PatternId;
import java.util.List;
import java.util.Optional;

/**
 * What a round made of one cluster or one pattern of the bank, and why.
 *
 * @param pattern set when it is in the bank, or was before its jury refused it
 * @param supporters distinct viewers behind it: of this epoch, and of earlier ones whose support still counts
 * @param reason one line for a person
 * @param genres most frequent ones of its patterns; only for clusters in the bank, empty below k supporters
 * @param jury what jurors have said of it
 * @param rule that placed it, see {@link io.exogenesis.omega.learning.fusion.AggregationRules}
 * @param tenuredShare of tenured members in the weight of this epoch's votes, in [0, 1]; 0 without votes
 * @param changed whether it is not what it was after the last round
 */
public record ClusterDecision(
        Optional<PatternId> pattern,
        int supporters,
        Outcome outcome,
        String reason,
        List<String> genres,
        JuryCount jury,
        String rule,
        double tenuredShare,
        boolean changed) {

    /** Where a cluster stands. */
    public enum Outcome {
        /** In the bank, confirmed by a jury. */
        ADMITTED,
        /** In the bank, shown rarely, until a jury has decided. */
        PROBATION,
        /** Rejected by a jury, itself or its like. */
        REFUSED,
        /** Too few viewers, or too early. */
        WAITING
    }

    public ClusterDecision {
        genres = List.copyOf(genres);
    }
}
