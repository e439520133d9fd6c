package io.exogenesis.omega.core.port;

import io.exogenesis.omega.learning.defence.TitleStandings;
import java.time.Instant;

/**
 * What the newest round in which the defence looked at the samples said about titles.
 *
 * @param round its number
 * @param epoch in which it ran
 * @param founded whether the defence had a history to compare with; before, nothing is held back
 */
public record DefenceRecord(long round, long epoch, Instant at, boolean founded, TitleStandings standings) {}
