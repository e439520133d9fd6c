/**
 * The Core mends itself. Sensors say how it fares; a supervisor has one rule for each fault that can be told apart; a
 * model-predictive controller moves three continuous settings so that load and latency stay within bounds. Whatever either of them does
 * is a {@link io.exogenesis.omega.core.healing.HealingEvent} in the {@link io.exogenesis.omega.core.healing.HealingLog}, with its
 * reason and what is expected of it.
 */
@NullMarked
package io.exogenesis.omega.core.healing;

import org.jspecify.annotations.NullMarked;
