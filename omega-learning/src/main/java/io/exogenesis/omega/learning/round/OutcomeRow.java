package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.ViewerId;

/**
 * A viewer's report of what became of what was shown to it, in the running epoch. Reports of one viewer add up.
 *
 * @param pseudonym keyed pseudonym of the viewer
 * @param reputation of the viewer, in [0, 1]
 */
public record OutcomeRow(ViewerId viewer, String pseudonym, long seq, Outcomes outcomes, double reputation) {}
