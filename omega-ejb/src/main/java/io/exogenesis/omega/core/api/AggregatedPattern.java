package io.exogenesis.omega.core.api;

import io.exogenesis.omega.core.ingest.PushOutcome;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.ViewerId;
import java.util.Optional;

/**
 * What became of a pattern that a program handed in.
 *
 * @param seq its number among the viewer's contributions
 * @param refused why it was refused for good; empty if it waits for a round
 */
public record AggregatedPattern(
        String coordinatorId, ViewerId viewer, PatternId pattern, long seq, Optional<PushOutcome.Refused> refused) {}
