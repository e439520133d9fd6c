package io.exogenesis.omega.quic;

import java.nio.file.Path;
import java.time.Duration;

/** A bound UDP port that accepts connections until it is closed. */
public interface QuicListener extends AutoCloseable {

    /** The UDP port in use, also when port 0 was asked for. */
    int port();

    /** Connections that are open now. */
    long connections();

    /** Counters since the start; each is exact, together they are not one instant. */
    QuicStats stats();

    /**
     * Closes connections that are at least so old and whose every stream's receiver has called its peer a stranger until now ({@link
     * FrameReceiver#stranger}); also those on which nothing was sent.
     *
     * @return how many
     */
    int closeStrangers(Duration age);

    /**
     * Takes another key: handshakes that begin from now on are made with it, connections that are open go on. Nobody resumes a session
     * that was made with the former one.
     *
     * @param keyStore PKCS12 with one key entry, as in {@link ListenConfig}
     * @throws QuicException of kind {@link QuicException.Kind#SETUP} if it cannot be used; then the former key stays
     */
    void useKey(Path keyStore, String password);

    /** Closes all connections and the port; idempotent. */
    @Override
    void close();
}
