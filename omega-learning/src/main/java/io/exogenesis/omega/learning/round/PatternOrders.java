package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.PatternId;
import java.util.Set;

/**
 * What the operator says about patterns of the bank. A round that is told of a removal takes the pattern out and refuses its like as
 * if a jury had refused it, for as many epochs; until the end of the epoch every round is told again, since it starts from the
 * state at the epoch's beginning.
 *
 * @param pinned the support behind them does not expire; a jury can still refuse them
 * @param removed not in the bank any more
 */
public record PatternOrders(Set<PatternId> pinned, Set<PatternId> removed) {
    /** The operator says nothing. */
    public static final PatternOrders NONE = new PatternOrders(Set.of(), Set.of());

    public PatternOrders {
        pinned = Set.copyOf(pinned);
        removed = Set.copyOf(removed);
    }
}
