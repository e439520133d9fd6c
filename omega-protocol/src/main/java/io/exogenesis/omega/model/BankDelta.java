package io.exogenesis.omega.model;

import java.util.List;

/**
 * The way from one version of the bank to another.
 *
 * @param since what the agent holds
 * @param upTo what it holds after applying this page, and where the next one begins
 * @param snapshot the agent must forget what it had of the bank before applying
 * @param upserts changed or new patterns, most important first
 * @param removals ids that are no longer in the bank
 * @param more another page follows
 */
public record BankDelta(
        BankVersion since,
        BankVersion upTo,
        boolean snapshot,
        List<ConsolidatedPattern> upserts,
        List<PatternId> removals,
        boolean more) {
    public BankDelta {
        upserts = List.copyOf(upserts);
        removals = List.copyOf(removals);
    }

    /** The same with patterns of a model. */
    public BankDelta withModel(EmbeddingModel model) {
        return new BankDelta(
                since,
                upTo,
                snapshot,
                upserts.stream().map(p -> p.withModel(model)).toList(),
                removals,
                more);
    }
}
