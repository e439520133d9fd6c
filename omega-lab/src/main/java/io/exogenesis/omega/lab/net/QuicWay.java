package io.exogenesis.omega.lab.net;

import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.ListenConfig;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.quic.QuicListener;
import io.exogenesis.omega.relay.NetworkPath;
import io.exogenesis.omega.relay.Relay;
import io.exogenesis.omega.relay.UdpRelay;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** QUIC by one engine on both ends, and the sync behind its handshake or within it. */
final class QuicWay implements Way {
    /** What the client has of a connection before. */
    enum Kind {
        /** Nothing: a dialer of its own for each trial, which has met the server elsewhere so that it is ready. */
        FULL("quic-1rtt"),
        /** A session, and waits for the handshake. */
        RESUMED("quic-resumed"),
        /** A session, and the frames leave with the first datagram. */
        EARLY("quic-0rtt");

        private final String transport;

        Kind(String transport) {
            this.transport = transport;
        }
    }

    private final Kind kind;
    private final QuicEngine engine;
    private final FirstSync sync;
    private final ServerIdentity identity;
    private final QuicListener listener;
    private final LongAdder early = new LongAdder();
    private final QuicDialer shared;

    QuicWay(Kind kind, QuicEngine engine, FirstSync sync, ServerIdentity identity) {
        this.kind = kind;
        this.engine = engine;
        this.sync = sync;
        this.identity = identity;
        this.listener = engine.listen(
                ListenConfig.of(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        identity.store(),
                        identity.password(),
                        identity.workDirectory()),
                sender -> new Answering(sender, sync.answers(), early::increment));
        this.shared = engine.dialer(DialConfig.defaults());
    }

    @Override
    public String transport() {
        return kind.transport;
    }

    @Override
    public boolean resumes() {
        return kind != Kind.FULL;
    }

    @Override
    public String engine() {
        return engine.name();
    }

    @Override
    public Relay relay(NetworkPath path, long seed) {
        return UdpRelay.start(server(), path, seed);
    }

    private InetSocketAddress server() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
    }

    @Override
    public void prepare(InetSocketAddress network) {
        if (kind != Kind.FULL) {
            meet(shared, network);
        }
    }

    /** A whole connection, which leaves a session behind where the engine has such. */
    private void meet(QuicDialer dialer, InetSocketAddress at) {
        try (QuicConnection connection = dialer.connect(at, identity.pin(), QuicLab.PATIENCE)) {
            connection.exchange(sync.questions(), QuicLab.PATIENCE);
            // the session comes behind the handshake, and surely before a second answer
            connection.exchange(sync.questions(), QuicLab.PATIENCE);
        }
    }

    @Override
    public long trial(InetSocketAddress network) {
        if (kind != Kind.FULL) {
            return trial(shared, network);
        }
        try (QuicDialer own = engine.dialer(DialConfig.defaults())) {
            meet(own, server());
            return trial(own, network);
        }
    }

    private long trial(QuicDialer dialer, InetSocketAddress network) {
        long begun = System.nanoTime();
        try (QuicConnection connection = kind == Kind.EARLY
                ? dialer.connectEarly(network, identity.pin(), QuicLab.PATIENCE)
                : dialer.connect(network, identity.pin(), QuicLab.PATIENCE)) {
            List<byte[]> answers = connection.exchange(sync.questions(), QuicLab.PATIENCE);
            long took = System.nanoTime() - begun;
            if (FirstSync.size(answers) != FirstSync.size(sync.answers())) {
                throw new NetException("an answer over " + engine() + " is not whole");
            }
            if (kind != Kind.FULL) {
                connection.exchange(sync.questions(), QuicLab.PATIENCE); // for the next trial's session
            }
            if (connection.resumed() != (kind != Kind.FULL)) {
                throw new OtherHandshakeException(transport() + " had another handshake");
            }
            return took;
        }
    }

    @Override
    public long early() {
        return early.sum();
    }

    @Override
    public void close() {
        shared.close();
        listener.close();
    }
}
