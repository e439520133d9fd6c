/**
 * {@code ./omega lab dst}: runs seeds of the deterministic simulation (module {@code omega-simulation}) and counts what happened in them.
 * Begin with {@link io.exogenesis.omega.lab.dst.DstReport}.
 */
@NullMarked
package io.exogenesis.omega.lab.dst;

import org.jspecify.annotations.NullMarked;
