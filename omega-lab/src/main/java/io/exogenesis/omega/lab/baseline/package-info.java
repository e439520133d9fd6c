/**
 * What others would do with all ratings in one place: the centralised recommenders that the federation is compared with, each
 * one class with its paper.
 *
 * <p>A {@link io.exogenesis.omega.lab.baseline.Baseline} learns from a {@link io.exogenesis.omega.lab.baseline.Training} and
 * gives a {@link io.exogenesis.omega.lab.baseline.Scorer} for each {@link io.exogenesis.omega.lab.baseline.Setting} of its
 * grid; the evaluation chooses among these on a validation split. A new one is a class and a line in {@code
 * META-INF/services/io.exogenesis.omega.lab.baseline.Baseline}.
 */
@NullMarked
package io.exogenesis.omega.lab.baseline;

import org.jspecify.annotations.NullMarked;
