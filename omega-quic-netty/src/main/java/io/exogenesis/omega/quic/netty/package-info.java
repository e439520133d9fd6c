/**
 * The engine on Netty QUIC: a release build of quiche, one event loop a socket. Start at {@link
 * io.exogenesis.omega.quic.netty.NettyQuicEngine}. Receivers run on virtual threads, as with every engine; nothing of ours blocks an
 * event loop.
 *
 * <p>Third parties: Netty, nothing else.
 */
@NullMarked
package io.exogenesis.omega.quic.netty;

import org.jspecify.annotations.NullMarked;
