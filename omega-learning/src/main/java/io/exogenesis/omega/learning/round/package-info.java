/**
 * Rounds of aggregation, pure: no clock, no store, no thread.
 *
 * <p>{@link io.exogenesis.omega.learning.round.EpochState} holds the running epoch. It is fed with contributions and
 * withdrawals, decides ({@link io.exogenesis.omega.learning.round.RoundResult}: the new state, the changes of the bank, the
 * item model if it moved, decisions and a report), and takes the result in when the caller has made it durable. A round costs
 * what is new since the last one. {@link io.exogenesis.omega.learning.round.Round#run} does all of it at once. The same
 * contributions give the same result, in whatever order and in however many rounds they came.
 */
@NullMarked
package io.exogenesis.omega.learning.round;

import org.jspecify.annotations.NullMarked;
