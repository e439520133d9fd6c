package io.exogenesis.omega.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import io.exogenesis.omega.quic.jetty.SilentTimer;
import io.netty.handler.codec.quic.Quic;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicStreamType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tech.kwik.core.ConnectionTerminatedEvent;
import tech.kwik.core.QuicClientConnection;

/** Clients that share no line of code with the listener. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OtherLibrariesTest {
    private static final Engines JETTY = Engines.both(new JettyQuicEngine());

    private static final int CONNECTIONS = 50;

    private static final byte[] FRAME = {3, 'a', 'b', 'c'};

    /** Less than the credit that a connection always has, many times what a refusal needs. */
    private static final long SOME_BYTES = 16_000;

    /** RFC 9001 §4.8: 0x100 and the TLS alert no_application_protocol, 120. */
    private static final long NO_APPLICATION_PROTOCOL = 0x178;

    @TempDir
    Path dir;

    /** Would catch a HANDSHAKE_DONE that leaves only with a timer or with the first answer. */
    @Test
    void netty_listenerWhoseTimersNeverFire_everyConnectionIsSetUpAndAnswered() throws Exception {
        assumeTrue(Quic.isAvailable(), "Netty has no QUIC library for this platform here");
        TestKey key = TestKey.create(dir);
        try (QuicListener listener = SilentTimer.listen(Fixture.config(dir, key, 0), new EchoHandler());
                NettyClient client = new NettyClient(key.pin(), ListenConfig.OMEGA_SYNC_1)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                QuicChannel connection = client.connect(address(listener));
                assertThat(NettyClient.exchange(connection, FRAME)).isEqualTo(FRAME);
                connection.close().sync();
            }
            assertThat(listener.stats().connections().total()).isEqualTo(CONNECTIONS);
        }
    }

    @Test
    void kwik_manyConnections_everyOneIsAnswered() throws Exception {
        try (Fixture fixture = new Fixture(JETTY, dir)) {
            KwikClient client = new KwikClient(fixture.key.pin(), ListenConfig.OMEGA_SYNC_1);
            for (int i = 0; i < CONNECTIONS; i++) {
                QuicClientConnection connection = client.connect(fixture.address());
                assertThat(KwikClient.exchange(connection, FRAME)).isEqualTo(FRAME);
                connection.close();
            }
        }
    }

    @Test
    void netty_anotherProtocol_closedAtOnceWithTheAlert() throws Exception {
        assumeTrue(Quic.isAvailable(), "Netty has no QUIC library for this platform here");
        TestKey key = TestKey.create(dir);
        for (String alpn : new String[] {"h3", "http/0.9"}) {
            try (QuicListener listener = SilentTimer.listen(Fixture.config(dir, key, 0), new EchoHandler());
                    NettyClient client = new NettyClient(key.pin(), alpn)) {
                CompletableFuture<QuicConnectionCloseEvent> closed = new CompletableFuture<>();
                client.dial(address(listener), closed);
                QuicConnectionCloseEvent close = closed.get(Fixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertThat(close.error()).isEqualTo((int) NO_APPLICATION_PROTOCOL);
                assertThat(close.isTlsError()).isTrue();
            }
        }
    }

    /** Would catch a MAX_STREAMS that is sent only when a stream is read or written: of those the client has no more. */
    @Test
    void netty_allStreamsAtOnce_theNextOnesMayBeOpenedWithoutATimer() throws Exception {
        assumeTrue(Quic.isAvailable(), "Netty has no QUIC library for this platform here");
        TestKey key = TestKey.create(dir);
        try (QuicListener listener = SilentTimer.listen(Fixture.config(dir, key, 0), new EchoHandler());
                NettyClient client = new NettyClient(key.pin(), ListenConfig.OMEGA_SYNC_1)) {
            QuicChannel connection = client.connect(address(listener));
            for (int round = 0; round < 3; round++) {
                long allowed = connection.peerAllowedStreams(QuicStreamType.BIDIRECTIONAL);
                List<CompletableFuture<byte[]>> answers = new ArrayList<>();
                for (int i = 0; i < allowed; i++) {
                    answers.add(NettyClient.begin(connection, FRAME, 1));
                }
                for (CompletableFuture<byte[]> answer : answers) {
                    assertThat(answer.get(Fixture.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                            .isEqualTo(FRAME);
                }
                // quiche says more only while less than half is left
                await().atMost(Fixture.PATIENCE)
                        .until(() -> connection.peerAllowedStreams(QuicStreamType.BIDIRECTIONAL)
                                >= ListenLimits.DEFAULT_MAX_STREAMS / 2);
            }
        }
    }

    /** Would catch credit of the connection that is lost with whatever lay unread when a frame was refused. */
    @Test
    void netty_refusedWhileMuchLiesUnread_theConnectionGoesOn() throws Exception {
        assumeTrue(Quic.isAvailable(), "Netty has no QUIC library for this platform here");
        try (Fixture fixture = new Fixture(JETTY, dir);
                NettyClient client = new NettyClient(fixture.key.pin(), ListenConfig.OMEGA_SYNC_1)) {
            QuicChannel connection = client.connect(fixture.address());
            byte[] smallThenTooLarge = new byte[1 << 20];
            System.arraycopy(FRAME, 0, smallThenTooLarge, 0, FRAME.length);
            Arrays.fill(smallThenTooLarge, FRAME.length, FRAME.length + 4, (byte) 0xff);
            smallThenTooLarge[FRAME.length + 4] = 1;
            for (int i = 1; i <= 6; i++) {
                fixture.echo.beforeEcho = new CountDownLatch(1);
                long before = NettyClient.await(connection.collectStats()).sentBytes();
                CompletableFuture<byte[]> answer = NettyClient.begin(connection, smallThenTooLarge, 2);
                await().atMost(Fixture.PATIENCE)
                        .until(() ->
                                NettyClient.await(connection.collectStats()).sentBytes() - before > SOME_BYTES);
                fixture.echo.beforeEcho.countDown();
                assertThat(new String(answer.get(Fixture.PATIENCE.toSeconds(), TimeUnit.SECONDS), UTF_8))
                        .contains("too large");
                assertThat(NettyClient.exchange(connection, FRAME)).isEqualTo(FRAME);
            }
        }
    }

    @Test
    void kwik_anotherProtocol_closedAtOnceWithTheAlert() throws Exception {
        try (Fixture fixture = new Fixture(JETTY, dir)) {
            CompletableFuture<ConnectionTerminatedEvent> ended = new CompletableFuture<>();
            QuicClientConnection connection =
                    new KwikClient(fixture.key.pin(), "h3").prepare(fixture.address(), ended::complete);
            try {
                connection.connect();
            } catch (IOException refused) {
                // said by the event as well
            }
            ConnectionTerminatedEvent end = ended.get(Fixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(end.transportErrorCode()).isEqualTo(NO_APPLICATION_PROTOCOL);
        }
    }

    private static InetSocketAddress address(QuicListener listener) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
    }
}
