package io.exogenesis.omega.quic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import io.exogenesis.omega.quic.jetty.MidStreamClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections and streams that end before they should. */
class LossTest {
    /** Who listens and who dials; the viewer's side is Jetty's, whose streams these tests can leave in the middle. */
    Engines engines() {
        return Engines.both(new JettyQuicEngine());
    }

    @TempDir
    Path dir;

    @Test
    void listenerClose_openConnectionHearsOfItAndExchangesFail() {
        try (Fixture fixture = new Fixture(engines(), dir);
                QuicConnection connection = fixture.connect()) {
            assertThat(connection.exchange(List.of(new byte[1]), Fixture.PATIENCE))
                    .hasSize(1);
            fixture.listener.close();
            await().atMost(Fixture.PATIENCE).until(() -> !connection.open());
            assertThatThrownBy(() -> connection.exchange(List.of(new byte[1]), Fixture.PATIENCE))
                    .isInstanceOfSatisfying(
                            QuicException.class, e -> assertThat(e.kind()).isEqualTo(QuicException.Kind.CLOSED));
        }
    }

    @Test
    void idleConnection_closedByTheListener_dialerNotices() {
        try (Fixture fixture = new Fixture(
                        engines(),
                        dir,
                        config -> config.withLimits(config.limits().withIdleTimeout(Duration.ofSeconds(1))));
                QuicConnection connection = fixture.connect()) {
            await().atMost(Fixture.PATIENCE)
                    .until(() -> fixture.listener.stats().connections().total() == 1);
            await().atMost(Fixture.PATIENCE).until(() -> !connection.open());
            assertThat(fixture.listener.connections()).isZero();
        }
    }

    /** A receiver that never answers: the caller gets its time-out, the connection stays usable. */
    @Test
    void exchange_noAnswerInTime_typedTimeOutAndConnectionSurvives() {
        TestKey key = TestKey.create(dir);
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        EchoHandler echo = new EchoHandler();
        StreamHandler firstIsSilent = sender -> echo.events.isEmpty() ? new Silent(echo, told) : echo.open(sender);
        try (QuicListener listener = engines().core().listen(Fixture.config(dir, key, 0), firstIsSilent);
                QuicDialer dialer = engines().viewer().dialer(DialConfig.defaults());
                QuicConnection connection = dialer.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port()),
                        key.pin(),
                        Fixture.PATIENCE)) {
            assertThatThrownBy(() -> connection.exchange(List.of(new byte[1]), Duration.ofMillis(500)))
                    .isInstanceOfSatisfying(
                            QuicException.class, e -> assertThat(e.kind()).isEqualTo(QuicException.Kind.TIMEOUT));
            await().atMost(Fixture.PATIENCE).until(() -> !echo.events.isEmpty());
            assertThat(connection.exchange(List.of(new byte[1]), Fixture.PATIENCE))
                    .hasSize(1);
        }
    }

    /** A viewer that dies in the middle of a push: the receiver hears of it, no thread waits for ever, others go on. */
    @Test
    void clientKilledMidStream_receiverToldAfterIdleTime_othersUnharmed() throws Exception {
        try (Fixture fixture = new Fixture(
                engines(), dir, config -> config.withLimits(config.limits().withIdleTimeout(Duration.ofSeconds(2))))) {
            Process client = MidStreamClient.launch(fixture.listener.port(), fixture.key.pin());
            try {
                await().atMost(Fixture.PATIENCE).until(() -> fixture.echo.events.contains("frame 10"));
            } finally {
                client.destroyForcibly();
            }
            assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
            await().atMost(Fixture.PATIENCE)
                    .until(() -> fixture.echo.events.stream().anyMatch(event -> event.startsWith("failed")));
            await().atMost(Fixture.PATIENCE).until(() -> fixture.listener.connections() == 0);
            try (QuicConnection other = fixture.connect()) {
                assertThat(other.exchange(List.of(new byte[1]), Fixture.PATIENCE))
                        .hasSize(1);
            }
        }
    }

    private record Silent(EchoHandler echo, CompletableFuture<Throwable> told) implements FrameReceiver {
        @Override
        public void frame(byte[] body) {
            echo.events.add("silent");
        }

        @Override
        public void tooLarge(long declared) {}

        @Override
        public void malformed(String why) {}

        @Override
        public void finished() {}

        @Override
        public void failed(Throwable cause) {
            told.complete(cause);
        }
    }
}
