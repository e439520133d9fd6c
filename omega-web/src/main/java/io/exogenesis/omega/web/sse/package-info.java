/**
 * Server-sent events: {@link io.exogenesis.omega.web.sse.EventsResource} lets listeners in, {@link io.exogenesis.omega.web.sse.SseSink}
 * is the connection of one. The queues behind them are those of {@link io.exogenesis.omega.core.stream}.
 */
@NullMarked
package io.exogenesis.omega.web.sse;

import org.jspecify.annotations.NullMarked;
