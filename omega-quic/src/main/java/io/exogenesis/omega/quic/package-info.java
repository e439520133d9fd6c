/**
 * QUIC for the Omega Sync Protocol: an engine interface and pinning; engines are modules of their own.
 *
 * <p>Start at {@link io.exogenesis.omega.quic.QuicEngine}: the Core {@linkplain
 * io.exogenesis.omega.quic.QuicEngine#listen listens} with a {@link io.exogenesis.omega.quic.StreamHandler}, a viewer
 * opens {@linkplain io.exogenesis.omega.quic.QuicDialer connections} to a peer whose key it knows by its {@link
 * io.exogenesis.omega.quic.Pin}. A stream carries frames, each a varint length followed by that many bytes; what they
 * mean is none of this module's business. There are two engines: {@code jetty} in omega-quic-jetty, which viewers
 * dial with, and {@code netty} in omega-quic-netty. What they share (frames, budgets, counters) is in package {@code engine}.
 *
 * <p>Third parties: none.
 */
@NullMarked
package io.exogenesis.omega.quic;

import org.jspecify.annotations.NullMarked;
