/**
 * Streams of events to listeners that may be slow. {@link io.exogenesis.omega.core.stream.Announcer} observes what the Core announces and
 * puts it into a bounded queue for each listener, who takes up again where it broke off; {@link
 * io.exogenesis.omega.core.stream.Broadcast} tells named events to whoever listens now. A transport implements {@link
 * io.exogenesis.omega.core.stream.EventSink}.
 */
@NullMarked
package io.exogenesis.omega.core.stream;

import org.jspecify.annotations.NullMarked;
