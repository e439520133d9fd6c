/**
 * Syncs over QUIC: {@link io.exogenesis.omega.web.quic.QuicEndpoint} listens while the application runs, {@link
 * io.exogenesis.omega.web.quic.SyncStream} answers the frames of one stream.
 */
@NullMarked
package io.exogenesis.omega.web.quic;

import org.jspecify.annotations.NullMarked;
