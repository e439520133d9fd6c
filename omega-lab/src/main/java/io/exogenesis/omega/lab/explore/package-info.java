/**
 * Exploration on real ratings: {@link io.exogenesis.omega.lab.explore.ExploreRun} lets agents spend a share of their showings
 * on the bandit of the product, and judges other policies from that log alone. Since all later ratings are known, what each
 * policy really earns is known, too, and stands beside the estimates.
 */
@NullMarked
package io.exogenesis.omega.lab.explore;

import org.jspecify.annotations.NullMarked;
