/**
 * Bounded exploration and what can be learned from its log: a {@link io.exogenesis.omega.learning.explore.SlotSchedule} says
 * which showings are spent on it, a {@link io.exogenesis.omega.learning.explore.VotedThompson} bandit chooses and says with
 * which probability it chose, and the off-policy estimators ({@link io.exogenesis.omega.learning.explore.OffPolicyIps}, {@link
 * io.exogenesis.omega.learning.explore.OffPolicySnips}) tell from such a log what another policy would have earned. Pure:
 * randomness is passed in.
 */
@NullMarked
package io.exogenesis.omega.learning.explore;

import org.jspecify.annotations.NullMarked;
