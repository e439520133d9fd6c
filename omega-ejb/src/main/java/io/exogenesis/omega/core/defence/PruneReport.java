package io.exogenesis.omega.core.defence;

import io.exogenesis.omega.model.ConsolidatedPattern;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was pruned, or would be.
 *
 * @param dryRun nothing was done
 * @param matching patterns for which a criterion holds, pinned ones aside
 * @param pinned patterns for which one holds and that stay
 * @param pruned the worst of them, as many as were asked for; they leave the bank with the next round
 */
public record PruneReport(boolean dryRun, int matching, int pinned, List<Candidate> pruned) {
    public PruneReport {
        pruned = List.copyOf(pruned);
    }

    /**
     * One pattern.
     *
     * @param since when it came into the bank; empty if that was before it was written down
     * @param unusedEpochs closed epochs since a viewer last supported it
     * @param reasons criteria that hold: {@code quality}, {@code age}, {@code support}, {@code unused}
     */
    public record Candidate(
            ConsolidatedPattern pattern, Optional<Instant> since, long unusedEpochs, List<String> reasons) {
        public Candidate {
            reasons = List.copyOf(reasons);
        }
    }
}
