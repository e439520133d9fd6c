/**
 * The demonstration: a real Core, many agents, two rounds, and what federation gained.
 *
 * <p>{@link io.exogenesis.omega.lab.demo.Demo} tells the story from start to end. A {@link
 * io.exogenesis.omega.lab.demo.Fleet} is the agents, each with a state directory of its own; they replay either real
 * histories or those of {@link io.exogenesis.omega.lab.demo.SimulatedViewers}. {@link
 * io.exogenesis.omega.lab.demo.Evaluation} asks the agents for their rankings after the last sync and measures them.
 * What the agents sent is compared with the Core's accounting. Nothing here computes a recommendation: every figure comes
 * from what the agents answer.
 */
@NullMarked
package io.exogenesis.omega.lab.demo;

import org.jspecify.annotations.NullMarked;
