/**
 * Pure algorithms of the federation: they know no clock, no socket and no container; time, randomness and state are passed in.
 *
 * <p>On the agent: {@code taste} makes patterns and the sample that may leave the device, {@code item} scores the catalogue
 * for one private history. In the Core: {@code round} is one step of aggregation, a function from state and contributions to
 * a result; it uses {@code cluster}, {@code fusion}, {@code consensus} and {@code trust} for the embedding plane and {@code
 * item} for the item plane. {@code linear} holds the few kernels over EJML.
 */
@NullMarked
package io.exogenesis.omega.learning;

import org.jspecify.annotations.NullMarked;
