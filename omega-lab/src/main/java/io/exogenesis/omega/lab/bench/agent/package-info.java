/**
 * Measures the viewer's agent as its owner meets it: rows 1 to 7 of the targets.
 *
 * <p>{@link io.exogenesis.omega.lab.bench.agent.AgentBenchmark} is the way in. {@link
 * io.exogenesis.omega.lab.bench.agent.SearchSpeed} searches beside what the machine and a graph can do, {@link
 * io.exogenesis.omega.lab.bench.agent.StoreSpeed} stores through the public API, {@link
 * io.exogenesis.omega.lab.bench.agent.Footprint} counts bytes on the disk and in memory. {@link
 * io.exogenesis.omega.lab.bench.agent.AgentHome} lays out a state directory with catalogue, item model and history; {@link
 * io.exogenesis.omega.lab.bench.agent.StartUp} starts the packaged launcher over it and takes the time to the first
 * recommendation and the memory of the process; {@link io.exogenesis.omega.lab.bench.agent.Distribution} finds what was
 * packaged and how large it is.
 */
@NullMarked
package io.exogenesis.omega.lab.bench.agent;

import org.jspecify.annotations.NullMarked;
