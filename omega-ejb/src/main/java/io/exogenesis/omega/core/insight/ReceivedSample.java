package io.exogenesis.omega.core.insight;

import io.exogenesis.omega.model.TasteSample;

/**
 * A sample as it came in.
 *
 * @param pseudonym of the viewer
 * @param day epoch day, UTC: nothing finer goes into trends
 */
public record ReceivedSample(String pseudonym, long seq, long day, TasteSample sample) {}
