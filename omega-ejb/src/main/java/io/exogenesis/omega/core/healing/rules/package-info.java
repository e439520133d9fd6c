/**
 * A class for each discrete fault that the Core tells and mends: see {@code docs/healing.md}.
 *
 * <p>A rule is thin. What tells the fault and what mends it stands in the package that the thing belongs to; the rule joins the two,
 * and has the words for the event. {@link io.exogenesis.omega.core.healing.rules.IndexLostRule} is the one to begin with.
 */
@NullMarked
package io.exogenesis.omega.core.healing.rules;

import org.jspecify.annotations.NullMarked;
