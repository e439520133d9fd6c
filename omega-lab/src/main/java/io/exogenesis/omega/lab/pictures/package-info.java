/**
 * Pictures of the pages, taken in the middle of a demonstration: {@code ./omega lab pictures}. {@link
 * io.exogenesis.omega.lab.pictures.Chromium} is a browser without a window, {@link io.exogenesis.omega.lab.pictures.Tab} one page of it, {@link
 * io.exogenesis.omega.lab.pictures.Pictures} says which pictures there are.
 */
@NullMarked
package io.exogenesis.omega.lab.pictures;

import org.jspecify.annotations.NullMarked;
