package io.exogenesis.omega.lab.net;

import io.exogenesis.omega.relay.NetworkPath;
import io.exogenesis.omega.relay.Relay;
import java.net.InetSocketAddress;

/** A server on loopback, and how a client of it does its first sync: a transport by an engine. */
interface Way extends AutoCloseable {
    /** As reports name it: {@code quic-1rtt}, {@code tcp-resumed}. */
    String transport();

    /** Whether each trial resumes a session of before. */
    boolean resumes();

    /** The implementation on both ends. */
    String engine();

    /** The network before its server. */
    Relay relay(NetworkPath path, long seed);

    /** What has to be done once on a new network, without being measured: whoever resumes needs something to resume. */
    void prepare(InetSocketAddress network);

    /**
     * One sync of a client that has no connection.
     *
     * @return nanoseconds from the dial to the last byte of the answer
     * @throws OtherHandshakeException if its handshake was not that of this transport
     * @throws RuntimeException if there is no whole answer in time
     */
    long trial(InetSocketAddress network);

    /** Syncs so far whose frames the server was given before the handshake was done. */
    default long early() {
        return 0;
    }

    @Override
    void close();
}
