package io.exogenesis.omega.quic;

import java.time.Duration;
import java.util.List;

/**
 * A warm connection to a peer whose key was checked. Thread-safe: exchanges run side by side, each on a stream of its own.
 */
public interface QuicConnection extends AutoCloseable {

    /**
     * Opens a stream, sends all frames, finishes, and collects the answers until the peer finishes.
     *
     * @param frameBodies frames without length prefixes
     * @param timeout for the exchange as a whole; when it has passed the stream is reset
     * @return the answers in order, without length prefixes
     * @throws QuicException if the connection is closed, the peer resets the stream, an answer is malformed or too large, or
     *     there is no whole answer in time
     */
    List<byte[]> exchange(List<byte[]> frameBodies, Duration timeout);

    /** Whether the connection could be used when last heard of; false once it is closed, failed or idle for too long. */
    boolean open();

    /** Whether a session of before was resumed, which saves the certificate and allows early data; false until the handshake is done. */
    default boolean resumed() {
        return false;
    }

    /** The peer's address. */
    String remote();

    /** Closes the connection; exchanges under way fail. Idempotent. */
    @Override
    void close();
}
