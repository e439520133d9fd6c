/**
 * From the dial to the last byte of the first sync answer, over paths with delay and loss: QUIC by each engine, and TLS 1.3 over TCP as the
 * peer, with the same bytes. {@link io.exogenesis.omega.lab.net.QuicLab} measures cell by cell; the paths are those of {@code
 * io.exogenesis.omega.relay}.
 */
@NullMarked
package io.exogenesis.omega.lab.net;

import org.jspecify.annotations.NullMarked;
