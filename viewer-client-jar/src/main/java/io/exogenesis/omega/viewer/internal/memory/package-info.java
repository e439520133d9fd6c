/** The three memories on the agent's store. */
@NullMarked
package io.exogenesis.omega.viewer.internal.memory;

import org.jspecify.annotations.NullMarked;
