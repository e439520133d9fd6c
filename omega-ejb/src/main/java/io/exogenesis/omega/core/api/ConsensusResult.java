package io.exogenesis.omega.core.api;

import io.exogenesis.omega.core.port.RoundRecord.ClusterLine;
import io.exogenesis.omega.model.BankVersion;
import java.util.List;

/**
 * What a round would decide, or decided last.
 *
 * @param bank version that it was compared with
 * @param patterns how many were looked at: those that were given, or those that count in the running epoch
 * @param terms under which a round decides
 * @param groups of at least two viewers, and patterns of the bank; largest first
 */
public record ConsensusResult(
        String coordinatorId, BankVersion bank, Basis basis, long patterns, Terms terms, List<Group> groups) {
    public ConsensusResult {
        groups = List.copyOf(groups);
    }

    /** What was decided about. */
    public enum Basis {
        /** The patterns that were given. */
        GIVEN,
        /** What came in since the last round. */
        PENDING,
        /** Nothing came in since: it is what a round decided last. */
        COMMITTED
    }

    /**
     * The settings in force.
     *
     * @param minVoters distinct viewers
     * @param threshold share of a jury
     * @param tolerance share of liars
     * @param similarity least cosine to a group's centre
     */
    public record Terms(int minVoters, double threshold, double tolerance, double similarity) {}

    /**
     * One group.
     *
     * @param admitted whether it is in the bank afterwards, on probation or confirmed
     * @param decision votes, jury, and the reason in one line
     */
    public record Group(boolean admitted, ClusterLine decision) {}
}
