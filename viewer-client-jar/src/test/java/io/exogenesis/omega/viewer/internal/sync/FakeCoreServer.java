package io.exogenesis.omega.viewer.internal.sync;

import com.google.protobuf.MessageLite;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.FrameSender;
import io.exogenesis.omega.quic.ListenConfig;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.quic.QuicListener;
import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.SyncResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@link FakeCore} behind real sockets on loopback: Jetty QUIC, and HTTPS as the JDK serves it. */
public final class FakeCoreServer implements AutoCloseable {
    private final FakeCore core;
    private final Optional<QuicListener> quic;
    private final HttpsServer https;
    private volatile Runnable beforeAnswer = () -> {};

    public FakeCoreServer(FakeCore core, TestKey key, Path work, boolean withQuic) throws Exception {
        this(core, key, work, withQuic, 0);
    }

    public FakeCoreServer(FakeCore core, TestKey key, Path work, boolean withQuic, int quicPort) throws Exception {
        this(core, key, work, withQuic ? Optional.of(new JettyQuicEngine()) : Optional.empty(), quicPort);
    }

    /** @param engine that it listens with; none: HTTPS alone */
    public FakeCoreServer(FakeCore core, TestKey key, Path work, Optional<QuicEngine> engine, int quicPort)
            throws Exception {
        this.core = core;
        InetSocketAddress udp = new InetSocketAddress(InetAddress.getLoopbackAddress(), quicPort);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.quic =
                engine.map(made -> made.listen(ListenConfig.of(udp, key.file(), key.password(), work), Stream::new));
        this.https = HttpsServer.create(any, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(key.serverContext()));
        https.createContext(HttpsTransport.PATH, this::post);
        https.start();
    }

    /** Runs this before each answer. */
    void beforeAnswer(Runnable action) {
        beforeAnswer = action;
    }

    private final class Stream implements FrameReceiver {
        private final FrameSender sender;
        private final List<ClientFrame> frames = new ArrayList<>();

        Stream(FrameSender sender) {
            this.sender = sender;
        }

        @Override
        public void frame(byte[] body) {
            frames.add(WireCodec.clientFrame(body));
        }

        @Override
        public void finished() {
            beforeAnswer.run();
            core.answer(frames).stream().map(MessageLite::toByteArray).forEach(sender::send);
            sender.finish();
        }

        @Override
        public void tooLarge(long declared) {
            sender.reset(1);
        }

        @Override
        public void malformed(String why) {
            sender.reset(2);
        }

        @Override
        public void failed(Throwable cause) {}
    }

    private void post(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = WireCodec.syncRequest(exchange.getRequestBody().readAllBytes());
            beforeAnswer.run();
            byte[] body = SyncResponse.newBuilder()
                    .addAllFrames(core.answer(request.getFramesList()))
                    .build()
                    .toByteArray();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** From now on QUIC has this key. */
    void useKey(TestKey key) {
        quic.orElseThrow().useKey(key.file(), key.password());
    }

    public int quicPort() {
        return quic.orElseThrow().port();
    }

    public int httpsPort() {
        return https.getAddress().getPort();
    }

    @Override
    public void close() {
        quic.ifPresent(QuicListener::close);
        https.stop(0);
    }
}
