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

/** A full handshake of QUIC, by one engine on both ends, and the sync behind it. */
final class QuicWay implements Way {
    private final QuicEngine engine;
    private final FirstSync sync;
    private final ServerIdentity identity;
    private final QuicListener listener;
    private final QuicDialer dialer;

    QuicWay(QuicEngine engine, FirstSync sync, ServerIdentity identity) {
        this.engine = engine;
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
        return "quic-1rtt";
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
        // nothing is kept from one connection to the next
    }

    @Override
    public long trial(InetSocketAddress network) {
        long begun = System.nanoTime();
        try (QuicConnection connection = dialer.connect(network, identity.pin(), QuicLab.PATIENCE)) {
            List<byte[]> answers = connection.exchange(sync.questions(), QuicLab.PATIENCE);
            long took = System.nanoTime() - begun;
            if (FirstSync.size(answers) != FirstSync.size(sync.answers())) {
                throw new NetException("an answer over " + engine() + " is not whole");
            }
            return took;
        }
    }

    @Override
    public void close() {
        dialer.close();
        listener.close();
    }
}
