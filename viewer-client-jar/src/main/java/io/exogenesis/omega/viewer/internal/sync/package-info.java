/**
 * The way to the Core: what leaves waits in the durable {@code Outbox} under a sequence number; the {@code SyncCoordinator}
 * speaks the protocol over a {@code FrameTransport} (QUIC, pinned HTTPS, or one falling back to the other).
 */
@NullMarked
package io.exogenesis.omega.viewer.internal.sync;

import org.jspecify.annotations.NullMarked;
