/**
 * The model-predictive controller, without a container and without a clock: numbers in, numbers out.
 *
 * <p>Begin with {@link io.exogenesis.omega.core.healing.control.ModelPredictiveController}. At each tick it learns its {@link
 * io.exogenesis.omega.core.healing.control.LinearModel} ({@link io.exogenesis.omega.core.healing.control.RecursiveLeastSquares}),
 * predicts over a horizon ({@link io.exogenesis.omega.core.healing.control.Prediction}) and solves a quadratic program for the next
 * moves ({@link io.exogenesis.omega.core.healing.control.MoveProgram}, the one class that knows ojAlgo). All outputs are
 * logarithms of a measured value over its target, all inputs logarithms of a setting over its default: 0 is the target and the default.
 * {@code docs/healing.md} has the formulas.
 */
@NullMarked
package io.exogenesis.omega.core.healing.control;

import org.jspecify.annotations.NullMarked;
