package io.exogenesis.omega.quic;

import java.net.InetSocketAddress;
import java.time.Duration;

/** Opens connections. Thread-safe; hundreds of agents in a JVM share one. */
public interface QuicDialer extends AutoCloseable {

    /**
     * Opens a connection and checks the peer's key before anything else is sent on it.
     *
     * @param timeout for the handshake as a whole
     * @throws WrongPinException if the peer's key is none of the pinned ones; no frame has left
     * @throws QuicException if there is no answer in time or the handshake fails
     */
    QuicConnection connect(InetSocketAddress to, Pins pins, Duration timeout);

    /** {@link #connect(InetSocketAddress, Pins, Duration)} to the holder of one key. */
    default QuicConnection connect(InetSocketAddress to, Pin pin, Duration timeout) {
        return connect(to, Pins.of(pin), timeout);
    }

    /**
     * As {@link #connect(InetSocketAddress, Pins, Duration)}, but where this dialer has a session of that peer it does not wait for the handshake: what is exchanged
     * at once leaves with the first datagram. <b>Whoever sees that datagram can send it to the peer again</b> (RFC 9001 §9.2), so
     * nothing but frames that may arrive twice belongs there; the peer hears of it by {@link FrameSender#early}. An engine without
     * early data waits for the handshake.
     *
     * @param timeout for the handshake as a whole, where there is no session
     * @throws WrongPinException as {@link #connect(InetSocketAddress, Pins, Duration)}; where it comes to light later, the exchanges fail with it
     */
    default QuicConnection connectEarly(InetSocketAddress to, Pins pins, Duration timeout) {
        return connect(to, pins, timeout);
    }

    /** {@link #connectEarly(InetSocketAddress, Pins, Duration)} to the holder of one key. */
    default QuicConnection connectEarly(InetSocketAddress to, Pin pin, Duration timeout) {
        return connectEarly(to, Pins.of(pin), timeout);
    }

    /** Closes all connections and the dialer's threads; idempotent. */
    @Override
    void close();
}
