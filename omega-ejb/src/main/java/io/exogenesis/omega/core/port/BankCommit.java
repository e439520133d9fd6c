package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import java.util.List;

/**
 * What a round changes.
 *
 * @param before the head that the round was computed from
 * @param after the head behind it; its round is one more. Removals that it calls forgotten are deleted
 * @param upserts with their versions, in ({@code before.version}, {@code after.version}]
 * @param removals with their versions, likewise
 * @param round its line in the history
 */
public record BankCommit(
        BankHead before,
        BankHead after,
        List<ConsolidatedPattern> upserts,
        List<BankStore.Removal> removals,
        RoundRecord round) {
    public BankCommit {
        upserts = List.copyOf(upserts);
        removals = List.copyOf(removals);
        if (after.round() != before.round() + 1) {
            throw new IllegalArgumentException("round " + after.round() + " does not follow " + before.round());
        }
    }

    /** Ids that leave the bank. */
    public List<PatternId> removedIds() {
        return removals.stream().map(BankStore.Removal::id).toList();
    }
}
