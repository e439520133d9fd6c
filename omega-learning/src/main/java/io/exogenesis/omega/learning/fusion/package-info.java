/** Robust centres of groups. {@link io.exogenesis.omega.learning.fusion.GeometricMedian} is the one in use. */
@NullMarked
package io.exogenesis.omega.learning.fusion;

import org.jspecify.annotations.NullMarked;
