/**
 * The ruler: what a ranking is worth, by the definitions of the learning design (§1).
 *
 * <p>{@link io.exogenesis.omega.lab.measure.Ruler} judges one strict ranking of everything a viewer has not seen by where the
 * held-out title stands; {@link io.exogenesis.omega.lab.measure.Metrics} is the mean over viewers with a bootstrap interval.
 * {@link io.exogenesis.omega.lab.measure.RankingsFile} writes the rankings down, so that anybody can measure again with a
 * ruler of their own.
 */
@NullMarked
package io.exogenesis.omega.lab.measure;

import org.jspecify.annotations.NullMarked;
