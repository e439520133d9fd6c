/**
 * The beat of self-healing: {@link io.exogenesis.omega.core.healing.loop.HealingLoop} reads the sensors each second, has the
 * supervisor look at its faults, and lets {@link io.exogenesis.omega.core.healing.loop.LoadControl} move the three {@link
 * io.exogenesis.omega.core.healing.loop.Actuators}.
 */
@NullMarked
package io.exogenesis.omega.core.healing.loop;

import org.jspecify.annotations.NullMarked;
