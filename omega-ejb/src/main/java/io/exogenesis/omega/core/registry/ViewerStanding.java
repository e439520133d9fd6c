package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.ingest.AccountTotals;
import io.exogenesis.omega.core.ingest.ReputationChange;
import java.util.List;

/**
 * What the books say of a viewer.
 *
 * @param reputation in [0, 1]
 * @param epochs closed ones in which it contributed
 * @param raw contributions that the running epoch holds of it
 * @param totals of all its contributions
 * @param history ends of epochs that changed the reputation, newest first
 */
public record ViewerStanding(
        double reputation, long epochs, int raw, AccountTotals totals, List<ReputationChange> history) {}
