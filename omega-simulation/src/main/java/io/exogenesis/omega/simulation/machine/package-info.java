/**
 * Machines that die: {@link io.exogenesis.omega.simulation.machine.Machine} counts the operations that outlive a process and ends it
 * in the middle of one, on its {@link io.exogenesis.omega.simulation.machine.SimulatedDisk} or in a store of the Core.
 */
@NullMarked
package io.exogenesis.omega.simulation.machine;

import org.jspecify.annotations.NullMarked;
