/**
 * What an agent makes of its owner's history, and the little of it that may leave.
 *
 * <p>{@link io.exogenesis.omega.learning.taste.History} is private. {@link io.exogenesis.omega.learning.taste.TasteLearner}
 * finds at most four {@link io.exogenesis.omega.learning.taste.TastePattern}s in it (consent: patterns); {@link
 * io.exogenesis.omega.learning.taste.SampleSelector} picks at most fifty titles (consent: sample; two hundred: largeSample, too).
 */
@NullMarked
package io.exogenesis.omega.learning.taste;

import org.jspecify.annotations.NullMarked;
