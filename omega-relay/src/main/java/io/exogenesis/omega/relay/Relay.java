package io.exogenesis.omega.relay;

import java.net.InetSocketAddress;

/** A network between clients and one server on this machine. Thread-safe. */
public sealed interface Relay extends AutoCloseable permits UdpRelay, TcpRelay {
    /** Where clients send or connect to. */
    InetSocketAddress address();

    /** From now on the network is like this; what is under way goes on as it was. */
    void path(NetworkPath other);

    RelayStats stats();

    /** Nothing gets through any more; what is under way is lost. Idempotent. */
    @Override
    void close();
}
