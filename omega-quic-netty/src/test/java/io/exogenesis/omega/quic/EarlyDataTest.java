package io.exogenesis.omega.quic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.exogenesis.omega.quic.netty.NettyQuicEngine;
import io.exogenesis.omega.relay.NetworkPath;
import io.exogenesis.omega.relay.UdpRelay;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second connection to a peer resumes the session of the first, and its frames leave with the first datagram. */
class EarlyDataTest {
    private static final Engines NETTY = Engines.both(new NettyQuicEngine());

    /** Longer than a thread needs to begin an exchange: on loopback alone the handshake may be done before. */
    private static final NetworkPath FAR = NetworkPath.of(Duration.ofMillis(400), 0);

    @TempDir
    private Path dir;

    private static List<byte[]> frames(String... texts) {
        return List.of(texts).stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static QuicConnection early(Fixture fixture, InetSocketAddress to) {
        return fixture.dialer.connectEarly(to, fixture.key.pin(), Fixture.PATIENCE);
    }

    /** Leaves a session behind. */
    private static void meet(Fixture fixture, InetSocketAddress to) {
        try (QuicConnection first = early(fixture, to)) {
            assertThat(first.exchange(frames("first"), Fixture.PATIENCE)).hasSize(1);
            assertThat(first.resumed()).isFalse();
        }
        assertThat(fixture.echo.events).doesNotContain("early");
    }

    @Test
    void connectEarly_peerMetBefore_framesArriveBeforeTheHandshakeIsDone() {
        try (Fixture fixture = new Fixture(NETTY, dir);
                UdpRelay far = UdpRelay.start(fixture.address(), FAR, 1)) {
            meet(fixture, far.address());
            try (QuicConnection second = early(fixture, far.address())) {
                assertThat(second.exchange(frames("second"), Fixture.PATIENCE))
                        .containsExactlyElementsOf(frames("second"));
                await().until(second::resumed);
                assertThat(second.exchange(frames("third"), Fixture.PATIENCE)).hasSize(1);
            }
            assertThat(fixture.echo.events.stream().filter("early"::equals)).hasSize(1);
        }
    }

    @Test
    void connect_peerMetBefore_resumesAndNothingIsEarly() {
        try (Fixture fixture = new Fixture(NETTY, dir)) {
            meet(fixture, fixture.address());
            try (QuicConnection second = fixture.connect()) {
                assertThat(second.exchange(frames("second"), Fixture.PATIENCE)).hasSize(1);
                assertThat(second.resumed()).isTrue();
            }
            assertThat(fixture.echo.events).doesNotContain("early");
        }
    }

    /** The new process knows no session of before: the frames arrive all the same, after a whole handshake. */
    @Test
    void connectEarly_peerRestarted_framesArriveOnce() {
        try (Fixture fixture = new Fixture(NETTY, dir)) {
            InetSocketAddress address = fixture.address();
            meet(fixture, address);
            fixture.listener.close();
            EchoHandler restarted = new EchoHandler();
            try (QuicListener again =
                            NETTY.core().listen(Fixture.config(dir, fixture.key, address.getPort()), restarted);
                    QuicConnection second = early(fixture, address)) {
                assertThat(second.exchange(frames("second"), Fixture.PATIENCE)).hasSize(1);
                assertThat(second.resumed()).isFalse();
                assertThat(again.stats().frames().received()).isOne();
                assertThat(restarted.events).doesNotContain("early");
            }
        }
    }

    /** Somebody else at the address of before, who refuses early data: nothing is sent to it a second time. */
    @Test
    void connectEarly_anotherKeyAtThatAddress_nothingReachesIt() throws Exception {
        try (Fixture fixture = new Fixture(NETTY, dir)) {
            InetSocketAddress address = fixture.address();
            meet(fixture, address);
            fixture.listener.close();
            EchoHandler impostor = new EchoHandler();
            TestKey other = TestKey.another(Files.createDirectory(dir.resolve("other")));
            try (QuicListener there = NETTY.core().listen(Fixture.config(dir, other, address.getPort()), impostor)) {
                assertThatThrownBy(() -> {
                            try (QuicConnection second = early(fixture, address)) {
                                second.exchange(frames("secret"), Fixture.PATIENCE);
                            }
                        })
                        .isInstanceOfSatisfying(
                                QuicException.class, e -> assertThat(e.kind()).isEqualTo(QuicException.Kind.WRONG_PIN));
                assertThat(there.stats().frames().received()).isZero();
                assertThat(impostor.events).isEmpty();
            }
        }
    }

    /** A first flight that somebody has recorded does arrive again: the receiver is told that it may be a copy. */
    @Test
    void firstFlight_sentAgainByAnother_isCalledEarly() throws Exception {
        try (Fixture fixture = new Fixture(NETTY, dir);
                Wiretap tap = new Wiretap(fixture.address());
                UdpRelay far = UdpRelay.start(tap.address(), FAR, 1)) {
            meet(fixture, far.address());
            await().atMost(Fixture.PATIENCE).until(() -> fixture.listener.connections() == 0);
            tap.take();
            List<byte[]> flight;
            try (QuicConnection second = early(fixture, far.address())) {
                second.exchange(frames("second"), Fixture.PATIENCE);
                flight = tap.take();
                second.exchange(frames("third"), Fixture.PATIENCE); // the listener has finished the handshake by now
            }
            assertThat(fixture.echo.events.stream().filter("early"::equals)).hasSize(1);
            await().atMost(Fixture.PATIENCE).until(() -> fixture.listener.connections() == 0);

            tap.sendAgain(flight);

            await().atMost(Fixture.PATIENCE)
                    .until(() ->
                            fixture.echo.events.stream().filter("early"::equals).count() == 2);
        }
    }
}
