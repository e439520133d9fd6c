package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.model.ItemOutcome;
import java.util.List;

/**
 * What a viewer of the audit cohort says became of titles that it was shown.
 *
 * @param pseudonym keyed pseudonym of the viewer; its reports add up
 * @param reputation in [0, 1]
 */
public record AuditReport(String pseudonym, double reputation, List<ItemOutcome> titles) {
    public AuditReport {
        titles = List.copyOf(titles);
    }
}
