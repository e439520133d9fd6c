package io.exogenesis.omega.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import io.exogenesis.omega.quic.jetty.MidStreamClient;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.kwik.core.QuicClientConnection;

/** What strangers can make a listener hold. */
class RoomTest {
    /** Who listens and who dials; the viewer's side is Jetty's, whose streams these tests can leave in the middle. */
    Engines engines() {
        return Engines.both(new JettyQuicEngine());
    }

    @TempDir
    Path dir;

    /** Would catch beginnings of large frames that fill the memory, and room that is never given back. */
    @Test
    void beginningsOfFrames_beyondTheBudget_refusedTypedUntilTheirSendersLeave() throws Exception {
        try (Fixture fixture = new Fixture(
                        engines(),
                        dir,
                        config -> config.withLimits(ListenLimits.DEFAULTS.withBytes(300_000, 300_000, 300_000)));
                QuicConnection honest = fixture.connect()) {
            QuicConnection hoarder = fixture.connect();
            MidStreamClient.begin(hoarder, 250_000, 200_000);
            await().atMost(Fixture.PATIENCE)
                    .until(() -> fixture.listener.stats().bytes().received() >= 200_000);

            assertThat(text(honest.exchange(List.of(new byte[200_000]), Fixture.PATIENCE)))
                    .containsExactly("crowded");
            assertThat(honest.exchange(List.of(new byte[1000]), Fixture.PATIENCE))
                    .singleElement()
                    .isEqualTo(new byte[1000]);
            assertThat(fixture.listener.stats().frames().refused()).isEqualTo(1);

            hoarder.close();
            await().atMost(Fixture.PATIENCE)
                    .untilAsserted(() -> assertThat(honest.exchange(List.of(new byte[200_000]), Fixture.PATIENCE))
                            .singleElement()
                            .isEqualTo(new byte[200_000]));
        }
    }

    /** Would catch strangers who take all the room there is, so that nobody else can push. */
    @Test
    void beginningsOfStrangersFrames_beyondTheirBudget_refusedWhileOthersHaveRoom() throws Exception {
        try (Fixture fixture = new Fixture(
                        engines(),
                        dir,
                        config -> config.withLimits(ListenLimits.DEFAULTS.withBytes(300_000, 600_000, 100_000)));
                QuicConnection other = fixture.connect()) {
            fixture.echo.stranger = true;
            QuicConnection hoarder = fixture.connect();
            MidStreamClient.begin(hoarder, 90_000, 80_000);
            await().atMost(Fixture.PATIENCE)
                    .until(() -> fixture.listener.stats().bytes().received() >= 80_000);

            assertThat(text(other.exchange(List.of(new byte[60_000]), Fixture.PATIENCE)))
                    .containsExactly("crowded");
            fixture.echo.stranger = false;
            assertThat(other.exchange(List.of(new byte[300_000]), Fixture.PATIENCE))
                    .singleElement()
                    .isEqualTo(new byte[300_000]);

            fixture.echo.stranger = true;
            hoarder.close();
            await().atMost(Fixture.PATIENCE)
                    .untilAsserted(() -> assertThat(other.exchange(List.of(new byte[60_000]), Fixture.PATIENCE))
                            .singleElement()
                            .isEqualTo(new byte[60_000]));
        }
    }

    /** Would catch room that is lost for ever with each peer that leaves before it is answered. */
    @Test
    void peer_leavesBeforeItsAnswer_roomOfItsNextFrameIsGivenBack() throws Exception {
        int frame = 64 << 10;
        try (Fixture fixture = new Fixture(
                        engines(),
                        dir,
                        config -> config.withLimits(ListenLimits.DEFAULTS.withBytes(frame, frame, frame)));
                QuicConnection other = fixture.connect()) {
            fixture.echo.beforeEcho = new CountDownLatch(1);
            QuicConnection leaving = fixture.connect();
            MidStreamClient.wholeAndBegin(leaving, 100, frame, 600);
            await().atMost(Fixture.PATIENCE)
                    .until(() -> fixture.listener.stats().frames().received() == 1);
            leaving.close();
            await().atMost(Fixture.PATIENCE).until(() -> fixture.listener.connections() == 1);
            fixture.echo.beforeEcho.countDown();
            await().atMost(Fixture.PATIENCE)
                    .until(() -> fixture.listener.stats().streams().failed() == 1);

            assertThat(other.exchange(List.of(new byte[frame]), Fixture.PATIENCE))
                    .singleElement()
                    .isEqualTo(new byte[frame]);
        }
    }

    /** Would catch handshakes that are begun and left: each holds a connection's memory and none counts as a connection. */
    @Test
    void handshakesLeftInTheMiddle_beyondTheLimit_othersWaitUntilTheirDeadline() throws Exception {
        try (Fixture fixture =
                new Fixture(engines(), dir, config -> config.withLimits(ListenLimits.DEFAULTS.withMaxConnections(2)))) {
            leaveHandshakes(fixture, 2);
            try (QuicConnection honest = fixture.connect()) {
                assertThat(honest.exchange(List.of(new byte[100]), Fixture.PATIENCE))
                        .hasSize(1);
            }
            assertThat(fixture.listener.stats().connections().refused()).isPositive();
        }
    }

    /** Begins so many handshakes: the listener's part is complete, the client's never arrives. */
    void leaveHandshakes(Fixture fixture, int handshakes) throws Exception {
        KwikClient kwik = new KwikClient(fixture.key.pin(), ListenConfig.OMEGA_SYNC_1);
        for (int i = 0; i < handshakes; i++) {
            FallsSilent socket = new FallsSilent();
            QuicClientConnection left = kwik.prepare(fixture.address(), event -> {}, to -> socket);
            left.connect();
            assertThat(socket.left).hasValue(0);
        }
    }

    /** Sends the first datagram and the one that answers the Retry, and nothing more. */
    private static final class FallsSilent extends DatagramSocket {
        final AtomicInteger left = new AtomicInteger(2);

        FallsSilent() throws SocketException {}

        @Override
        public void send(DatagramPacket packet) throws IOException {
            if (left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                super.send(packet);
            }
        }
    }

    @Test
    void firstFrame_isHeldToTheReceiversLimit_theNextToTheListeners() {
        try (Fixture fixture = new Fixture(engines(), dir);
                QuicConnection connection = fixture.connect()) {
            fixture.echo.firstFrameBytes = 1000;

            assertThat(text(connection.exchange(List.of(new byte[1001]), Fixture.PATIENCE)))
                    .containsExactly("too large: 1001");
            assertThat(connection.exchange(List.of(new byte[1000], new byte[100_000]), Fixture.PATIENCE))
                    .extracting(answer -> answer.length)
                    .containsExactly(1000, 100_000);
        }
    }

    private static List<String> text(List<byte[]> answers) {
        return answers.stream().map(bytes -> new String(bytes, UTF_8)).toList();
    }
}
