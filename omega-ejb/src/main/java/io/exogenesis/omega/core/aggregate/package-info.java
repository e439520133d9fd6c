/**
 * Rounds: a pure function of {@code omega-learning} between the log and the bank.
 *
 * <p>{@link io.exogenesis.omega.core.aggregate.RoundRunner} tells the story: {@link
 * io.exogenesis.omega.core.aggregate.RoundLoad} feeds what came to the {@link io.exogenesis.omega.core.aggregate.EpochFeed},
 * {@link io.exogenesis.omega.core.aggregate.RoundDecide} lets it decide, {@link io.exogenesis.omega.core.aggregate.RoundStore}
 * commits, {@link io.exogenesis.omega.core.aggregate.RoundAnnounce} tells the others. {@link
 * io.exogenesis.omega.core.aggregate.AggregationTimer} says when.
 *
 * <p>A round that ends an epoch hands the samples that stand to the log of the next one ({@link
 * io.exogenesis.omega.core.ingest.StandingSamples}), before its transaction.
 *
 * <p>{@link io.exogenesis.omega.core.aggregate.WithdrawalErasure} takes what was withdrawn off the disk, and {@link
 * io.exogenesis.omega.core.aggregate.EpochControl} is the operator's hand on the running epoch.
 */
@NullMarked
package io.exogenesis.omega.core.aggregate;

import org.jspecify.annotations.NullMarked;
