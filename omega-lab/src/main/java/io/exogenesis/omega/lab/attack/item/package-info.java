/** Attacks through samples of titles and reports of outcomes: they push a title into honest lists, or out of them. */
@NullMarked
package io.exogenesis.omega.lab.attack.item;

import org.jspecify.annotations.NullMarked;
