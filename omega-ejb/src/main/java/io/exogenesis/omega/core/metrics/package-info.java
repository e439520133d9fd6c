/**
 * What the Core counts and measures.
 *
 * <p>{@link io.exogenesis.omega.core.metrics.Metric} lists it; {@link io.exogenesis.omega.core.metrics.CoreMetrics} is what
 * the rooms call, and {@link io.exogenesis.omega.core.metrics.MpCoreMetrics} hands it to MicroProfile Metrics. {@link
 * io.exogenesis.omega.core.metrics.RoundWatch} remembers how rounds go.
 */
@NullMarked
package io.exogenesis.omega.core.metrics;

import org.jspecify.annotations.NullMarked;
