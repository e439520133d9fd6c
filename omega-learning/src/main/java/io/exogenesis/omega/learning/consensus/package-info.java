/**
 * Whether a group of patterns may enter the bank, and why. {@link io.exogenesis.omega.learning.consensus.Consensus} counts
 * distinct viewers; a {@link io.exogenesis.omega.learning.consensus.Jury} drawn from the audit {@link
 * io.exogenesis.omega.learning.consensus.Cohort} tries what entered, by a {@link
 * io.exogenesis.omega.learning.consensus.JuryPlan} whose errors are computed, and a {@link
 * io.exogenesis.omega.learning.consensus.Trial} is what is kept of it between rounds.
 */
@NullMarked
package io.exogenesis.omega.learning.consensus;

import org.jspecify.annotations.NullMarked;
