package io.exogenesis.omega.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.exogenesis.omega.quic.netty.NettyQuicEngine;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.concurrent.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that mean harm, beside one that does not: it is answered each time. */
class HostilePeersTest {
    private static final int ATTACKERS = 8;
    private static final int STREAMS = ListenLimits.DEFAULT_MAX_STREAMS;
    /** Application error codes say nothing here. */
    private static final int ANY = 7;

    @TempDir
    Path dir;

    /** Who listens and who is honest. */
    Engines engines() {
        return Engines.both(new NettyQuicEngine());
    }

    private Fixture fixture(UnaryOperator<ListenLimits> limits) {
        return new Fixture(engines(), dir, config -> config.withLimits(limits.apply(config.limits())));
    }

    private static NettyClient client(Fixture fixture) throws Exception {
        return new NettyClient(fixture.key.pin(), ListenConfig.OMEGA_SYNC_1);
    }

    /** Would catch a reader that a slow sender keeps for itself, and streams that can be had beyond the limit. */
    @Test
    void frames_sentByteByByteAndNeverFinished_keepNobodyWaiting() throws Exception {
        byte[] drip = Arrays.copyOf(RawStreams.prefix(1 << 19), 8); // of the prefix, too
        try (Fixture fixture = fixture(limits -> limits);
                Bystander honest = new Bystander(fixture);
                NettyClient client = client(fixture)) {
            List<QuicStreamChannel> slow = new ArrayList<>();
            for (int i = 0; i < ATTACKERS; i++) {
                QuicChannel connection = client.connect(fixture.address());
                for (int n = 0; n < STREAMS; n++) {
                    slow.add(RawStreams.open(connection));
                    RawStreams.send(slow.getLast(), Arrays.copyOf(drip, 1));
                }
                assertThat(connection.peerAllowedStreams(QuicStreamType.BIDIRECTIONAL))
                        .isZero();
                assertThatThrownBy(() -> RawStreams.open(connection)).isNotNull();
            }
            for (int drop = 1; drop < drip.length; drop++) {
                for (QuicStreamChannel stream : slow) {
                    RawStreams.send(stream, new byte[] {drip[drop]});
                }
                honest.noticedNothing();
            }
            try (QuicConnection late = fixture.connect()) {
                assertThat(late.exchange(List.of(new byte[100]), Fixture.PATIENCE))
                        .hasSize(1);
            }
            assertThat(fixture.listener.stats().frames().refused()).isZero();
        }
    }

    /** The Core asks for it each minute: who does not say who he is has no place for long, however busy his streams are. */
    @Test
    void strangersThatDrip_areClosedWithTheStrangers_andTheRecognisedStay() throws Exception {
        try (Fixture fixture = fixture(limits -> limits);
                Bystander honest = new Bystander(fixture);
                NettyClient client = client(fixture)) {
            fixture.echo.stranger = true;
            List<QuicChannel> slow = new ArrayList<>();
            for (int i = 0; i < ATTACKERS; i++) {
                slow.add(client.connect(fixture.address()));
                RawStreams.send(RawStreams.open(slow.getLast()), RawStreams.prefix(1000));
            }
            await().atMost(Fixture.PATIENCE).until(() -> fixture.listener.connections() == ATTACKERS + 1);
            assertThat(fixture.listener.closeStrangers(Duration.ZERO)).isEqualTo(ATTACKERS);
            await().atMost(Fixture.PATIENCE).until(() -> fixture.listener.connections() == 1);
            for (QuicChannel connection : slow) {
                NettyClient.await(connection.closeFuture());
            }
            honest.noticedNothing();
        }
    }

    /** Would catch credit, threads or room that each stream takes and does not give back. */
    @Test
    void streams_openedAndResetAsFastAsCreditAllows_costNobodyElse() throws Exception {
        try (Fixture fixture = fixture(limits -> limits.withBytes(1 << 16, 1 << 17, 1 << 16));
                Bystander honest = new Bystander(fixture);
                NettyClient client = client(fixture)) {
            QuicChannel connection = client.connect(fixture.address());
            long before = fixture.listener.stats().streams().total();
            int flood = 1_000;
            for (int n = 0; n < flood; n++) {
                await().atMost(Fixture.PATIENCE)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> connection.peerAllowedStreams(QuicStreamType.BIDIRECTIONAL) > 0);
                QuicStreamChannel stream = RawStreams.open(connection);
                RawStreams.send(stream, beginning());
                if (n % 3 != 0) {
                    stream.shutdownInput(ANY);
                }
                if (n % 3 != 1) {
                    stream.shutdownOutput(ANY);
                } else {
                    stream.close();
                }
                if (n % 100 == 0) {
                    honest.noticedNothing();
                }
            }
            await().atMost(Fixture.PATIENCE)
                    .until(() -> fixture.listener.stats().streams().total() - before >= flood);
            honest.noticedNothing();
            assertThat(NettyClient.exchange(connection, RawStreams.frame(100))).isEqualTo(RawStreams.frame(100));
            try (QuicConnection late = fixture.connect()) {
                assertThat(late.exchange(List.of(new byte[50_000]), Fixture.PATIENCE))
                        .as("all room is given back")
                        .hasSize(1)
                        .first()
                        .isEqualTo(new byte[50_000]);
            }
        }
    }

    /** Of a frame that takes room; then nothing of it is meant. Altogether more than a connection may send unread. */
    byte[] beginning() {
        return Arrays.copyOf(RawStreams.prefix(60_000), 2_000);
    }

    @Test
    void connections_farBeyondTheLimit_areRefusedAndThoseThereGoOn() throws Exception {
        int limit = 16;
        int flood = 200;
        try (Fixture fixture = fixture(limits -> limits.withMaxConnections(limit));
                Bystander honest = new Bystander(fixture)) {
            try (NettyClient client = client(fixture)) {
                List<Future<QuicChannel>> dialled = new ArrayList<>();
                List<CompletableFuture<QuicConnectionCloseEvent>> closed = new ArrayList<>();
                for (int n = 0; n < flood; n++) {
                    closed.add(new CompletableFuture<>());
                    dialled.add(client.dial(fixture.address(), closed.getLast()));
                    if (n % 20 == 0) {
                        honest.noticedNothing();
                    }
                }
                await().atMost(Fixture.PATIENCE)
                        .until(() -> fixture.listener.stats().connections().refused() > 0);
                assertThat(fixture.listener.connections()).isLessThanOrEqualTo(limit);
                honest.noticedNothing();
                for (Future<QuicChannel> one : dialled) {
                    one.cancel(true);
                    if (one.isSuccess()) {
                        one.getNow().close();
                    }
                }
            }
            // once the flood is over there is room again, at the latest when its handshakes are given up
            await().atMost(Fixture.PATIENCE).ignoreExceptions().untilAsserted(() -> {
                try (QuicConnection late =
                        fixture.dialer.connect(fixture.address(), fixture.key.pin(), Duration.ofSeconds(5))) {
                    assertThat(late.exchange(List.of(new byte[1]), Fixture.PATIENCE))
                            .hasSize(1);
                }
            });
            honest.noticedNothing();
        }
    }

    /** Each is told what is wrong, and his connection and all others go on. */
    @Test
    void frames_oversizedOrMalformed_areAnsweredForThemselves() throws Exception {
        Random random = new Random(11);
        try (Fixture fixture = fixture(limits -> limits);
                Bystander honest = new Bystander(fixture);
                NettyClient client = client(fixture)) {
            QuicChannel connection = client.connect(fixture.address());
            int rounds = 50;
            for (int n = 0; n < rounds; n++) {
                await().atMost(Fixture.PATIENCE)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> connection.peerAllowedStreams(QuicStreamType.BIDIRECTIONAL) >= 2);
                assertThat(answer(connection, RawStreams.prefix((1 << 20) + 1 + random.nextInt(1 << 30))))
                        .contains("too large");
                byte[] endless = new byte[10 + random.nextInt(1000)];
                Arrays.fill(endless, (byte) 0xff);
                assertThat(answer(connection, endless)).contains("malformed");
            }
            assertThat(fixture.listener.stats().frames().refused()).isEqualTo(2L * rounds);
            assertThat(NettyClient.exchange(connection, RawStreams.frame(100))).isEqualTo(RawStreams.frame(100));
            honest.noticedNothing();
        }
    }

    /** Would catch a listener that reads for ever what it has refused. */
    @Test
    void sender_thatGoesOnAfterTheRefusal_isStoppedAndNobodyElseWaits() throws Exception {
        byte[] piece = new byte[64 << 10];
        int most = 1 << 10; // four times of what the listener reads and drops
        try (Fixture fixture = fixture(limits -> limits);
                Bystander honest = new Bystander(fixture);
                NettyClient client = client(fixture)) {
            QuicChannel connection = client.connect(fixture.address());
            QuicStreamChannel endless = RawStreams.open(connection);
            RawStreams.send(endless, RawStreams.prefix(1 << 30));
            int sent = 0;
            while (sent < most && isTaken(endless, piece, honest)) {
                sent++;
                if (sent % 64 == 0) {
                    honest.noticedNothing();
                }
            }
            assertThat(sent).isLessThan(most);
            assertThat(fixture.listener.stats().frames().refused()).isOne();
            honest.noticedNothing();
        }
    }

    /** Whether the piece leaves while an honest viewer goes on with its exchanges for a while. */
    private static boolean isTaken(QuicStreamChannel stream, byte[] piece, Bystander honest) {
        Future<?> written = stream.writeAndFlush(Unpooled.wrappedBuffer(piece));
        for (int n = 0; n < 5 && !written.isDone(); n++) {
            honest.noticedNothing();
        }
        return written.isSuccess();
    }

    /** Would catch answers that wait for a slow reader in a place where others wait behind them. */
    @Test
    void readers_thatTakeNoAnswer_keepNobodyWaiting() throws Exception {
        try (Fixture fixture = fixture(limits -> limits);
                Bystander honest = new Bystander(fixture);
                NettyClient client = client(fixture)) {
            byte[] question = RawStreams.frame(1 << 17); // together more than the windows of a client
            for (int i = 0; i < ATTACKERS; i++) {
                QuicChannel connection = client.connect(fixture.address());
                for (int n = 0; n < STREAMS; n++) {
                    QuicStreamChannel stream = RawStreams.open(connection);
                    stream.config().setAutoRead(false);
                    RawStreams.send(stream, question);
                }
                honest.noticedNothing();
            }
            await().atMost(Fixture.PATIENCE)
                    .until(() -> fixture.echo.events.stream()
                                    .filter(event -> event.equals("frame " + (1 << 17)))
                                    .count()
                            == ATTACKERS * STREAMS);
            honest.noticedNothing();
            try (QuicConnection late = fixture.connect()) {
                assertThat(late.exchange(List.of(new byte[1 << 17]), Fixture.PATIENCE))
                        .hasSize(1);
            }
        }
    }

    private static String answer(QuicChannel connection, byte[] bytes) throws Exception {
        return new String(
                NettyClient.begin(connection, bytes, 1).get(Fixture.PATIENCE.toSeconds(), TimeUnit.SECONDS), UTF_8);
    }
}
