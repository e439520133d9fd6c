/**
 * What a person sees: lines, a progress bar, a table.
 *
 * <p>{@link io.exogenesis.omega.ops.console.Terminal} knows whether anybody watches: without a terminal there are plain lines
 * and no control characters, and {@code NO_COLOR} is respected.
 */
@NullMarked
package io.exogenesis.omega.ops.console;

import org.jspecify.annotations.NullMarked;
