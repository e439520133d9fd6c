package io.exogenesis.omega.core.api;

import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import java.util.List;

/**
 * A round that was asked for.
 *
 * @param version of the bank after it
 * @param patterns that it put into the bank or changed there, by version
 */
public record Consolidation(
        String coordinatorId, RoundRecord round, BankVersion version, List<ConsolidatedPattern> patterns) {
    public Consolidation {
        patterns = List.copyOf(patterns);
    }
}
