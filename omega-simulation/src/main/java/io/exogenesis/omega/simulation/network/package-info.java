/** The way between agents and the Core: {@link io.exogenesis.omega.simulation.network.SimulatedNetwork}. */
@NullMarked
package io.exogenesis.omega.simulation.network;

import org.jspecify.annotations.NullMarked;
