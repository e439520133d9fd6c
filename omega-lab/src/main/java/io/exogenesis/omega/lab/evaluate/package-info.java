/**
 * The accuracy of all models on one data set, without a server: with the very classes that agents and the Core run.
 *
 * <p>A {@link io.exogenesis.omega.lab.evaluate.Protocol} splits histories into what a model may know and what it is asked for.
 * {@link io.exogenesis.omega.lab.evaluate.Federation} is the path of the product: taste patterns and one sample a viewer, a
 * round, the item model, the scorer on the agent. {@link io.exogenesis.omega.lab.evaluate.Tuner} chooses the settings of the
 * {@link io.exogenesis.omega.lab.baseline.Baseline}s on validation, {@link io.exogenesis.omega.lab.evaluate.ProtocolRun}
 * measures everybody on the test, {@link io.exogenesis.omega.lab.evaluate.Paired} says whether a difference is one. {@link
 * io.exogenesis.omega.lab.evaluate.CurveRun} measures by the number of interactions.
 */
@NullMarked
package io.exogenesis.omega.lab.evaluate;

import org.jspecify.annotations.NullMarked;
