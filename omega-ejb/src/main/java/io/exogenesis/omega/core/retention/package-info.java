/**
 * Keeps what the Core stores within its bounds (docs/retention.md).
 *
 * <p>{@link io.exogenesis.omega.core.retention.Retention} deletes a bounded number of rows each time it is called.
 */
@NullMarked
package io.exogenesis.omega.core.retention;

import org.jspecify.annotations.NullMarked;
