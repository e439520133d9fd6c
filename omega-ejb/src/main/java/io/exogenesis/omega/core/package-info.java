/**
 * The Omega Core: what happens to a contribution between its arrival and the delta that answers it.
 *
 * <p>Follow one through the rooms: {@link io.exogenesis.omega.core.sync.SyncProtocol} takes a frame, whichever way it came;
 * {@link io.exogenesis.omega.core.ingest.PatternIngestion} judges and journals the contributions; {@link
 * io.exogenesis.omega.core.aggregate.RoundRunner} lets a round decide and commits it; {@link
 * io.exogenesis.omega.core.bank.GlobalBank} holds what is agreed on; {@link
 * io.exogenesis.omega.core.distribute.PatternDistribution} sends it back. {@code port} has the tiny interfaces that the
 * Core owns, {@code adapter} what fulfils them. Rules are plain classes with constructors; the container only wires them.
 */
@NullMarked
package io.exogenesis.omega.core;

import org.jspecify.annotations.NullMarked;
