package io.exogenesis.omega.core.port;

import io.exogenesis.omega.core.port.RoundRecord.ClusterLine;
import java.time.Instant;

/**
 * What one round decided about one pattern of the bank.
 *
 * @param at when the round began
 */
public record PatternDecision(long round, long epoch, Instant at, ClusterLine decision) {}
