/**
 * The Core's own affairs: start and stop in order ({@link io.exogenesis.omega.core.admin.CoreLifecycle}), the bootstrap file,
 * the books, what the health checks ask, and the metrics.
 */
@NullMarked
package io.exogenesis.omega.core.admin;

import org.jspecify.annotations.NullMarked;
