/**
 * Start and stop of the Core, in order.
 *
 * <p>{@link io.exogenesis.omega.core.lifecycle.CoreLifecycle} opens the rooms one after the other; {@link
 * io.exogenesis.omega.core.lifecycle.Bootstrap} tells programs on this machine how to reach a Core that is ready.
 */
@NullMarked
package io.exogenesis.omega.core.lifecycle;

import org.jspecify.annotations.NullMarked;
