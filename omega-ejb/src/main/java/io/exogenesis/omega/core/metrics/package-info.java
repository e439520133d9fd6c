/**
 * What the Core counts and measures.
 *
 * <p>{@link io.exogenesis.omega.core.metrics.CoreMetrics} is what the rooms call; {@link io.exogenesis.omega.core.metrics.MpCoreMetrics} hands it to
 * MicroProfile Metrics.
 */
@NullMarked
package io.exogenesis.omega.core.metrics;

import org.jspecify.annotations.NullMarked;
