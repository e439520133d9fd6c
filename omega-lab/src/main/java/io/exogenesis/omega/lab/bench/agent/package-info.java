/**
 * Measures the viewer's agent, rows 1 to 7 of the targets: search, storage, footprint and start.
 * {@link io.exogenesis.omega.lab.bench.agent.AgentBenchmark} is the way in; the others measure one thing each and print nothing.
 */
@NullMarked
package io.exogenesis.omega.lab.bench.agent;

import org.jspecify.annotations.NullMarked;
