package io.exogenesis.omega.quic;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.quic.netty.NettyQuicEngine;
import io.exogenesis.omega.relay.Link;
import io.exogenesis.omega.relay.NetworkPath;
import io.exogenesis.omega.relay.UdpRelay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a NAT and a narrow path do to a connection of Netty's on both sides. */
class MovingTest {
    private static final Engines NETTY = Engines.both(new NettyQuicEngine());
    private static final int REBINDINGS = 15;
    private static final int IN_THE_MIDDLE = 3;
    /** An answer of {@link #LARGE} takes several of them. */
    private static final Duration RTT = Duration.ofMillis(20);
    /** A push of four patterns and some more. */
    private static final int SYNC = 8 << 10;
    /** Several windows: the frame is under way for many datagrams. */
    private static final int LARGE = 1 << 20;
    /** The smallest datagram that QUIC's handshake needs, and 32 bytes. */
    private static final int NARROW = 1232;

    @TempDir
    private Path dir;

    /** A viewer that syncs now and then: each time the answer reaches it by the address that it has then. */
    @Test
    void exchange_natForgetsFifteenTimesBetweenExchanges_answersArriveOnOneConnection() {
        try (Fixture fixture = new Fixture(NETTY, dir);
                UdpRelay nat = UdpRelay.start(fixture.address(), NetworkPath.PERFECT, 1);
                QuicConnection connection =
                        fixture.dialer.connect(nat.address(), fixture.key.pin(), Fixture.PATIENCE)) {
            for (int i = 0; i < REBINDINGS; i++) {
                assertThat(connection.exchange(List.of(new byte[SYNC]), Fixture.PATIENCE))
                        .hasSize(1);
                nat.rebind();
                assertThat(connection.exchange(List.of(new byte[SYNC]), Fixture.PATIENCE))
                        .extracting(body -> body.length)
                        .containsExactly(SYNC);
            }
            assertThat(nat.stats().rebinds()).isEqualTo(REBINDINGS);
            assertThat(fixture.listener.stats().connections().total()).isOne();
            assertThat(connection.open()).isTrue();
        }
    }

    /**
     * In the middle of an answer the Core goes on sending to the address that the NAT has forgotten, and that stream may stay incomplete. A
     * frame on another stream tells it the new one, so the same question asked there is answered.
     */
    @Test
    void exchange_natForgetsInTheMiddleOfAnAnswer_anotherStreamOfTheConnectionIsAnswered() throws Exception {
        try (Fixture fixture = new Fixture(NETTY, dir);
                UdpRelay nat = UdpRelay.start(fixture.address(), NetworkPath.of(RTT, 0), 1);
                QuicConnection connection =
                        fixture.dialer.connect(nat.address(), fixture.key.pin(), Fixture.PATIENCE)) {
            for (int i = 0; i < IN_THE_MIDDLE; i++) {
                fixture.echo.events.clear();
                Thread cut = Thread.ofVirtual().start(() -> ask(connection));
                Awaitility.await().until(() -> fixture.echo.events.contains("finished"));
                nat.rebind();
                assertThat(connection.exchange(List.of(new byte[LARGE]), Fixture.PATIENCE))
                        .extracting(body -> body.length)
                        .containsExactly(LARGE);
                cut.interrupt();
                cut.join();
            }
            assertThat(nat.stats().rebinds()).isEqualTo(IN_THE_MIDDLE);
            assertThat(fixture.listener.stats().connections().total()).isOne();
        }
    }

    /** Whether it is answered is of no account. */
    private static void ask(QuicConnection connection) {
        try {
            connection.exchange(List.of(new byte[LARGE]), Fixture.PATIENCE);
        } catch (QuicException e) {
            // cut off
        }
    }

    @Test
    void exchange_largeDatagramsAreDroppedAfterTheHandshake_doesNotHang() {
        try (Fixture fixture = new Fixture(NETTY, dir);
                UdpRelay path = UdpRelay.start(fixture.address(), NetworkPath.PERFECT, 1);
                QuicConnection connection =
                        fixture.dialer.connect(path.address(), fixture.key.pin(), Fixture.PATIENCE)) {
            path.path(NetworkPath.both(Link.PERFECT.withMaxBytes(NARROW)));
            assertThat(connection.exchange(List.of(new byte[LARGE]), Fixture.PATIENCE))
                    .extracting(body -> body.length)
                    .containsExactly(LARGE);
        }
    }
}
