package io.exogenesis.omega.quic;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A listener with an echo behind it and a dialer, on loopback. */
final class Fixture implements AutoCloseable {

    /** Long enough for a loaded machine: tests wait for events, not for time. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final QuicEngine ENGINE = new JettyQuicEngine();

    final TestKey key;
    final EchoHandler echo = new EchoHandler();
    final QuicListener listener;
    final QuicDialer dialer = ENGINE.dialer(DialConfig.defaults());

    Fixture(Path dir) {
        this(dir, config -> config);
    }

    Fixture(Path dir, UnaryOperator<ListenConfig> change) {
        key = TestKey.create(dir);
        listener = ENGINE.listen(change.apply(config(dir, key, 0)), echo);
    }

    static ListenConfig config(Path dir, TestKey key, int port) {
        return ListenConfig.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                key.file(),
                key.password(),
                dir.resolve("work"));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
    }

    QuicConnection connect() {
        return dialer.connect(address(), key.pin(), PATIENCE);
    }

    @Override
    public void close() {
        dialer.close();
        listener.close();
    }
}
