package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.defence.TitleStandings;
import io.exogenesis.omega.model.ViewerId;
import java.util.Map;

/**
 * What the item plane's defence did in a round and why. Nothing of it leaves the Core but the marks in the item model.
 *
 * @param screened whether the defence looked at the rows: only a round that publishes an item model or ends an epoch does
 * @param founded whether there was a history to compare the epoch with
 * @param standings where the titles stand that are not free
 * @param refutedShares at the end of an epoch, share of each viewer's sampled titles that the audit refuted; empty otherwise
 */
public record DefenceReport(
        boolean screened, boolean founded, TitleStandings standings, Map<ViewerId, Double> refutedShares) {
    /** Of a round in which the defence looked at nothing. */
    public static final DefenceReport NONE = new DefenceReport(false, false, TitleStandings.NONE, Map.of());

    public DefenceReport {
        refutedShares = Map.copyOf(refutedShares);
    }
}
