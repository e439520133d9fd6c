/**
 * What stands between the network and the Core: how much a caller may send, how often, and how long it may take, before
 * anybody reads what it says.
 *
 * <ul>
 *   <li>{@link io.exogenesis.omega.web.guard.InboundBudget} bounds the sum of all that is under way, at every door
 *   <li>{@link io.exogenesis.omega.web.guard.BodyGate} takes a body in without a thread that waits for it, 64 KiB at most
 *       until its sender is known, and lets the request on when all of it is there
 *   <li>{@link io.exogenesis.omega.web.guard.DoorFilter} counts requests by address and knows what each path is for
 *   <li>{@link io.exogenesis.omega.web.guard.BoundedJson} reads JSON of at most so many parts
 *   <li>{@link io.exogenesis.omega.web.guard.DoorLog} counts what was turned away, and writes a line a minute
 * </ul>
 */
@NullMarked
package io.exogenesis.omega.web.guard;

import org.jspecify.annotations.NullMarked;
