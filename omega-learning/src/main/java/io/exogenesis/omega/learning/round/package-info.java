/**
 * One step of aggregation in the Core as a pure function.
 *
 * <p>{@link io.exogenesis.omega.learning.round.Round#run} takes the {@link io.exogenesis.omega.learning.round.RoundState}
 * and all raw contributions of the running epoch ({@link io.exogenesis.omega.learning.round.RoundInput}) and returns the new
 * state, the changes of the bank, the item model if it moved, one decision for each contribution and a report. The same
 * input gives the same result, in whatever order votes and rows are listed.
 */
@NullMarked
package io.exogenesis.omega.learning.round;

import org.jspecify.annotations.NullMarked;
