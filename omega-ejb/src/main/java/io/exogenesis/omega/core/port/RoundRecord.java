package io.exogenesis.omega.core.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A committed round, as the status page shows it.
 *
 * @param round from 1
 * @param endOfEpoch raw contributions were erased with it
 * @param durationMs of computing and committing
 * @param bankVersion after it
 * @param viewers distinct viewers among the contributions
 * @param votes patterns seen
 * @param rows samples in the item model
 * @param items titles with released support
 * @param decisions at most {@link #MAX_DECISIONS}, largest cluster first
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
    /** More would be of no use on a page and of some weight in the database. */
    public static final int MAX_DECISIONS = 100;

    public RoundRecord {
        decisions = decisions.size() <= MAX_DECISIONS
                ? List.copyOf(decisions)
                : List.copyOf(decisions.subList(0, MAX_DECISIONS));
    }

    /** One cluster and what became of it. */
    public record ClusterLine(
            Optional<String> pattern, int supporters, String outcome, String reason, List<String> genres) {
        public ClusterLine {
            genres = List.copyOf(genres);
        }
    }
}
