/**
 * Server-sent events. {@link io.exogenesis.omega.web.sse.Announcer} observes what the Core announces and puts it into a
 * bounded queue for each listener; {@link io.exogenesis.omega.web.sse.EventsResource} lets listeners in and takes up again
 * where they broke off. The id of an event is an {@link
 * io.exogenesis.omega.web.sse.EventId}.
 */
@NullMarked
package io.exogenesis.omega.web.sse;

import org.jspecify.annotations.NullMarked;
