/**
 * Titles that many viewers begin to watch at once, found from what agents push and from nothing finer than the day.
 *
 * <p>{@link io.exogenesis.omega.learning.trend.SampleDifferences} tells what is new in a viewer's newest sample against the
 * ones before, {@link io.exogenesis.omega.learning.trend.TrendDetector} watches each title's share of all that is new, and
 * {@link io.exogenesis.omega.learning.trend.TrendFeed} is the two together with their form on disk.
 *
 * <p>A trend is a claim of those who push. Colluding viewers make one at will: a third of liars is far more than it takes, and
 * the rule that each viewer counts once only keeps a single one from doing so. It may therefore be <b>shown</b>, and must
 * never admit a pattern, raise a title in the item model, or weigh a viewer.
 */
@NullMarked
package io.exogenesis.omega.learning.trend;

import org.jspecify.annotations.NullMarked;
