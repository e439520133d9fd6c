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
 * @param known what its agent will have seen in the end, oldest first
 * @param target index of the held-out title in the catalogue; none in the audit cohort
 * @param later titles that it watched after all that: its true interest
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
