/** Attacks through taste patterns and jurors' words: they move, capture or veto what the bank holds. */
@NullMarked
package io.exogenesis.omega.lab.attack.pattern;

import org.jspecify.annotations.NullMarked;
