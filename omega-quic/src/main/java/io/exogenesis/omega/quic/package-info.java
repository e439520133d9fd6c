/**
 * QUIC for the Omega Sync Protocol: an engine interface, Jetty's QUIC behind it, and pinning.
 *
 * <p>Start at {@link io.exogenesis.omega.quic.QuicEngine}: the Core {@linkplain
 * io.exogenesis.omega.quic.QuicEngine#listen listens} with a {@link io.exogenesis.omega.quic.StreamHandler}, a viewer
 * opens {@linkplain io.exogenesis.omega.quic.QuicDialer connections} to a peer whose key it knows by its {@link
 * io.exogenesis.omega.quic.Pin}. A stream carries frames, each a varint length followed by that many bytes; what they
 * mean is none of this module's business. {@code jetty.JettyQuicEngine} is the one engine so far;
 * its own log calls it experimental, and it is slow (its native library is a debug build), hence the interface.
 *
 * <p>Third parties: Jetty QUIC with the foreign-function binding of quiche, nothing else.
 */
@NullMarked
package io.exogenesis.omega.quic;

import org.jspecify.annotations.NullMarked;
