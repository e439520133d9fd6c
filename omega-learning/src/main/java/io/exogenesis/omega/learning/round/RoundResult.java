package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import java.util.List;
import java.util.Optional;

/**
 * What the Core commits in one transaction.
 *
 * @param after state to keep
 * @param upserts new and changed patterns of the bank; their {@code version} is the round's number
 * @param removals patterns that are no longer in the bank
 * @param itemModel set when it moved enough to be published
 * @param decisions one for each vote and row of the input
 * @param defence what was done to titles of the item plane, and what viewers claimed that the audit refuted
 * @param standing at the end of an epoch: the samples that the next one is to be given ({@link EpochState#stand}), by viewer
 */
public record RoundResult(
        RoundState after,
        List<ConsolidatedPattern> upserts,
        List<PatternId> removals,
        Optional<ItemModel> itemModel,
        List<Decision> decisions,
        RoundReport report,
        DefenceReport defence,
        List<StandingSample> standing) {
    public RoundResult {
        upserts = List.copyOf(upserts);
        removals = List.copyOf(removals);
        decisions = List.copyOf(decisions);
        standing = List.copyOf(standing);
    }

    /** Whether the bank has to move to a new version. */
    public boolean bankChanged() {
        return !upserts.isEmpty() || !removals.isEmpty();
    }
}
