/**
 * Deterministic simulation: agents and a Core, the product's own code, on a simulated clock, network and disk. All of it follows from
 * one seed ({@link io.exogenesis.omega.simulation.Simulation}), so a failure can be played again. Begin with
 * {@link io.exogenesis.omega.simulation.Seeds}.
 */
@NullMarked
package io.exogenesis.omega.simulation;

import org.jspecify.annotations.NullMarked;
