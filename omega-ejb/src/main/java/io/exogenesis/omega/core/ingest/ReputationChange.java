package io.exogenesis.omega.core.ingest;

import java.time.Instant;

/**
 * The end of an epoch changed a viewer's reputation.
 *
 * @param epoch that ended
 * @param at when, to the second
 * @param reputation afterwards, in [0, 1], as a float
 */
public record ReputationChange(long epoch, Instant at, float reputation) {}
