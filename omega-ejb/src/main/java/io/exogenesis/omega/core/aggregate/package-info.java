/**
 * Rounds: a pure function of {@code omega-learning} between the log and the bank.
 *
 * <p>{@link io.exogenesis.omega.core.aggregate.RoundRunner} reads as the story: take a snapshot of the books, read the epoch's
 * raw contributions, let {@link io.exogenesis.omega.core.aggregate.Consensus} decide, write the checkpoint, commit, announce.
 * {@link io.exogenesis.omega.core.aggregate.AggregationTimer} says when.
 */
@NullMarked
package io.exogenesis.omega.core.aggregate;

import org.jspecify.annotations.NullMarked;
