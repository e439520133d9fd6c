package io.exogenesis.omega.quic;

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

    /** Closes all connections and the port; idempotent. */
    @Override
    void close();
}
