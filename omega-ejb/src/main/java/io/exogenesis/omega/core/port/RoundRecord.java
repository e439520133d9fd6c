package io.exogenesis.omega.core.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A committed round, as the status page shows it.
 *
 * @param round from 1
 * @param endOfEpoch raw contributions were erased with it, but for samples that stand
 * @param durationMs of computing and committing
 * @param bankVersion after it
 * @param viewers distinct viewers among the contributions
 * @param votes patterns seen
 * @param rows samples in the item model
 * @param items titles with released support
 * @param decisions largest cluster first: the {@link #LARGEST} largest and those that changed, at most {@link #MAX_DECISIONS}
 */
public record RoundRecord(
        long round,
        long epoch,
        boolean endOfEpoch,
        Instant startedAt,
        long durationMs,
        long bankVersion,
        int viewers,
        int votes,
        int clusters,
        int bankPatterns,
        int rows,
        int items,
        boolean itemModelPublished,
        int admitted,
        int refused,
        int waiting,
        int expired,
        List<ClusterLine> decisions) {
    /** What a page shows of one round. */
    public static final int LARGEST = 100;
    /** What is kept of one round. */
    public static final int MAX_DECISIONS = 1_000;

    public RoundRecord {
        decisions = decisions.size() <= MAX_DECISIONS
                ? List.copyOf(decisions)
                : List.copyOf(decisions.subList(0, MAX_DECISIONS));
    }

    /**
     * One cluster, or one pattern of the bank, and what became of it.
     *
     * @param pattern its id, if it is in the bank or was before its jury refused it
     * @param supporters distinct viewers behind it
     * @param outcome ADMITTED, PROBATION, REFUSED or WAITING
     * @param rule name of the rule that placed it
     * @param tenuredShare of tenured members in the weight of its votes, in [0, 1]
     */
    public record ClusterLine(
            Optional<String> pattern,
            int supporters,
            String outcome,
            String reason,
            List<String> genres,
            JuryLine jury,
            String rule,
            double tenuredShare) {
        public ClusterLine {
            genres = List.copyOf(genres);
        }

        /** The same without an id. */
        public ClusterLine withoutPattern() {
            return new ClusterLine(Optional.empty(), supporters, outcome, reason, genres, jury, rule, tenuredShare);
        }
    }

    /**
     * What jurors said.
     *
     * @param needed yes that admit, 0 without a jury
     * @param jurors places of a full jury, 0 without one
     */
    public record JuryLine(int yes, int no, int pending, int needed, int jurors) {}
}
