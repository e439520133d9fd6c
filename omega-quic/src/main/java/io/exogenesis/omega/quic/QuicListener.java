package io.exogenesis.omega.quic;

/** A bound UDP port that accepts connections until it is closed. */
public interface QuicListener extends AutoCloseable {

    /** The UDP port in use, also when port 0 was asked for. */
    int port();

    /** Connections that are open now. */
    long connections();

    /** Counters since the start; each is exact, together they are not one instant. */
    QuicStats stats();

    /** Closes all connections and the port; idempotent. */
    @Override
    void close();
}
