/**
 * Robust centres of clusters. {@link io.exogenesis.omega.learning.fusion.OmegaRule} is the rule in use: {@link
 * io.exogenesis.omega.learning.fusion.GeometricMedian} weighted by reputation and {@link
 * io.exogenesis.omega.learning.fusion.Tenure}. The others are there to be compared with it: {@link
 * io.exogenesis.omega.learning.fusion.AggregationRules} finds them by name.
 */
@NullMarked
package io.exogenesis.omega.learning.fusion;

import org.jspecify.annotations.NullMarked;
