package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;

/**
 * A viewer's sample of the running epoch. If a viewer has several, the one with the highest {@code seq} counts.
 *
 * @param pseudonym keyed pseudonym of the viewer
 * @param reputation of the viewer, in [0, 1]
 */
public record SampleRow(ViewerId viewer, String pseudonym, long seq, TasteSample sample, double reputation) {}
