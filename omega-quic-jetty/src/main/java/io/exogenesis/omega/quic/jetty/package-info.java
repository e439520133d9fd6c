/**
 * The engine on Jetty QUIC (quiche through the foreign-function API). Start at {@code JettyQuicEngine}; Jetty's types stay inside this
 * package.
 *
 * <p>What Jetty 12.1.5 does not do by itself stands in classes of its own: {@code GuardedBinding} before the native library
 * (datagrams that are none, Retry tokens, the protocol's name, windows), {@code HandshakeGate} (how many handshakes are under way),
 * {@code PromptSession} (what a datagram calls for leaves at once), {@code ListenEndPoint} (a queue behind the kernel's), {@code
 * HeldBytes} (the budget of frames under way).
 */
@NullMarked
package io.exogenesis.omega.quic.jetty;

import org.jspecify.annotations.NullMarked;
