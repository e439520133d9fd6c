package io.exogenesis.omega.lab.net;

import io.exogenesis.omega.quic.DialConfig;
import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.FrameSender;
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
import java.util.concurrent.atomic.AtomicInteger;

/** A handshake of QUIC, by one engine on both ends, and the sync behind it or within it. */
final class QuicWay implements Way {
    /** What the client has of the server when it dials. */
    enum Handshake {
        /** Nothing: certificate and keys are exchanged. */
        FULL("quic-1rtt"),
        /** A session: its keys are resumed, and the sync waits for the handshake. */
        RESUMED("quic-resumed"),
        /** A session: the sync leaves with the first datagram. */
        EARLY("quic-0rtt");

        private final String transport;

        Handshake(String transport) {
            this.transport = transport;
        }
    }

    private final Handshake handshake;
    private final QuicEngine engine;
    private final FirstSync sync;
    private final ServerIdentity identity;
    private final QuicListener listener;
    private QuicDialer dialer;
    /** Syncs that the server was sent as early data. */
    private final AtomicInteger early = new AtomicInteger();

    QuicWay(QuicEngine engine, Handshake handshake, FirstSync sync, ServerIdentity identity) {
        this.engine = engine;
        this.handshake = handshake;
        this.sync = sync;
        this.identity = identity;
        this.listener = engine.listen(
                ListenConfig.of(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        identity.store(),
                        identity.password(),
                        identity.workDirectory()),
                Answering::new);
        this.dialer = engine.dialer(DialConfig.defaults());
    }

    /** The answer to each frame, and the end behind the peer's. */
    private final class Answering implements FrameReceiver {
        private final FrameSender sender;
        private int answered;

        Answering(FrameSender sender) {
            if (sender.early()) {
                early.incrementAndGet();
            }
            this.sender = sender;
        }

        @Override
        public void frame(byte[] body) {
            sender.send(sync.answers().get(answered++));
        }

        @Override
        public void tooLarge(long declared) {
            sender.reset(1);
        }

        @Override
        public void malformed(String why) {
            sender.reset(1);
        }

        @Override
        public void finished() {
            sender.finish();
        }

        @Override
        public void failed(Throwable cause) {
            // the client's trial fails, too, and is counted there
        }
    }

    @Override
    public String transport() {
        return handshake.transport;
    }

    @Override
    public String engine() {
        return engine.name();
    }

    @Override
    public Relay relay(NetworkPath path, long seed) {
        return UdpRelay.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port()), path, seed);
    }

    @Override
    public void prepare(InetSocketAddress network) {
        if (handshake != Handshake.FULL) {
            dial(network);
        }
    }

    @Override
    public Trial trial(InetSocketAddress network) {
        if (handshake == Handshake.FULL) {
            // a client that was never here, with its threads and buffers, before the clock runs
            dialer.close();
            dialer = engine.dialer(DialConfig.defaults());
        }
        return dial(network);
    }

    private Trial dial(InetSocketAddress network) {
        int before = early.get();
        long begun = System.nanoTime();
        try (QuicConnection connection = handshake == Handshake.EARLY
                ? dialer.connectEarly(network, identity.pin(), QuicLab.PATIENCE)
                : dialer.connect(network, identity.pin(), QuicLab.PATIENCE)) {
            List<byte[]> answers = connection.exchange(sync.questions(), QuicLab.PATIENCE);
            long took = System.nanoTime() - begun;
            if (FirstSync.size(answers) != FirstSync.size(sync.answers())) {
                throw new NetException("an answer over " + engine() + " is not whole");
            }
            boolean wasEarly = early.get() > before;
            // Not counted: the server ends its handshake, and the client hears of its next session.
            connection.exchange(sync.questions(), QuicLab.PATIENCE);
            return new Trial(took, handshake == Handshake.EARLY ? wasEarly : connection.resumed());
        }
    }

    @Override
    public void close() {
        dialer.close();
        listener.close();
    }
}
