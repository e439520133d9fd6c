package io.exogenesis.omega.lab.net;

import io.exogenesis.omega.relay.NetworkPath;
import io.exogenesis.omega.relay.Relay;
import java.net.InetSocketAddress;

/** A server on loopback, and how a client of it does its first sync: a transport by an engine. */
interface Way extends AutoCloseable {
    /** As reports name it: {@code quic-1rtt}, {@code tcp-resumed}. */
    String transport();

    /** The implementation on both ends. */
    String engine();

    /** The network before its server. */
    Relay relay(NetworkPath path, long seed);

    /** What has to be done once on a new network, without being measured: whoever resumes needs something to resume. */
    void prepare(InetSocketAddress network);

    /**
     * One sync of a client that has no connection.
     *
     * @return how long it took, and from what
     * @throws RuntimeException if there is no whole answer in time
     */
    Trial trial(InetSocketAddress network);

    /**
     * One sync.
     *
     * @param nanos from the dial to the last byte of the answer
     * @param resumed whether a session of before was resumed; of early data: whether the sync was early
     */
    record Trial(long nanos, boolean resumed) {}

    @Override
    void close();
}
