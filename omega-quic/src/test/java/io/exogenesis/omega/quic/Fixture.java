package io.exogenesis.omega.quic;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A listener with an echo behind it and a dialer, on loopback. */
final class Fixture implements AutoCloseable {

    /** Long enough for a loaded machine: tests wait for events, not for time. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final TestKey key;
    final EchoHandler echo = new EchoHandler();
    final QuicListener listener;
    final QuicDialer dialer;

    Fixture(Engines engines, Path dir) {
        this(engines, dir, config -> config);
    }

    Fixture(Engines engines, Path dir, UnaryOperator<ListenConfig> change) {
        // First: with the listener made before the dialer tests with Jetty hung in about half of the runs. Why is not
        // known.
        dialer = engines.viewer().dialer(DialConfig.defaults());
        key = TestKey.create(dir);
        listener = engines.core().listen(change.apply(config(dir, key, 0)), echo);
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
