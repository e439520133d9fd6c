package io.exogenesis.omega.quic;

import java.net.InetSocketAddress;
import java.time.Duration;

/** Opens connections. Thread-safe; hundreds of agents in a JVM share one. */
public interface QuicDialer extends AutoCloseable {

    /**
     * Opens a connection and checks the peer's key before anything else is sent on it.
     *
     * @param timeout for the handshake as a whole
     * @throws WrongPinException if the peer's key is not the pinned one; no frame has left
     * @throws QuicException if there is no answer in time or the handshake fails
     */
    QuicConnection connect(InetSocketAddress to, Pin pin, Duration timeout);

    /** Closes all connections and the dialer's threads; idempotent. */
    @Override
    void close();
}
