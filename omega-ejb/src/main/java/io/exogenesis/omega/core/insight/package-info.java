/**
 * What viewers begin to watch at once, and which titles belong together though no text says so: for display, never for
 * admission.
 *
 * <p>{@link io.exogenesis.omega.core.insight.InsightStep} is the pure part: a function from the state at the epoch's start and
 * all samples of the epoch, as a round is. {@link io.exogenesis.omega.core.insight.Insights} holds the state that belongs to the
 * last committed round, in a blob that the bank's transaction names; {@link
 * io.exogenesis.omega.core.insight.TrendsAndDiscoveries} answers whoever asks, with titles in full.
 */
@NullMarked
package io.exogenesis.omega.core.insight;

import org.jspecify.annotations.NullMarked;
