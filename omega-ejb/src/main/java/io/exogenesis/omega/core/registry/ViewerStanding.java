package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.ingest.AccountTotals;

/**
 * What the books say of a viewer.
 *
 * @param reputation in [0, 1]
 * @param epochs closed ones in which it contributed
 * @param raw contributions that the running epoch holds of it
 * @param totals of all its contributions
 */
public record ViewerStanding(double reputation, long epochs, int raw, AccountTotals totals) {}
