/**
 * From what the agent remembers to what may leave: patterns of four kinds, one learner each ({@link
 * io.exogenesis.omega.viewer.internal.learn.PatternLearner} puts them together), behind the quality gate of {@link
 * io.exogenesis.omega.viewer.internal.learn.LeavePolicy}; and the bounded sample.
 */
@NullMarked
package io.exogenesis.omega.viewer.internal.learn;

import org.jspecify.annotations.NullMarked;
