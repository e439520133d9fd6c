package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An honest viewer.
 *
 * @param known training part of the history, oldest first
 * @param target index of the held-out title in the catalogue
 * @param later titles of the history behind the share that the agent ever sees in a battle: the viewer's true interest
 * @param patterns tastes that pass the quality gate
 */
record Honest(
        ViewerId id,
        List<HistoryItem> known,
        OptionalInt target,
        Set<MediaId> later,
        List<ExogenesisPattern> patterns) {
    Honest {
        known = List.copyOf(known);
        later = Set.copyOf(later);
        patterns = List.copyOf(patterns);
    }
}
