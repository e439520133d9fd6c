package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.quic.FrameReceiver;
import io.exogenesis.omega.quic.FrameSender;
import io.exogenesis.omega.quic.ListenConfig;
import io.exogenesis.omega.quic.QuicListener;
import io.exogenesis.omega.quic.jetty.JettyQuicEngine;
import io.exogenesis.omega.viewer.CoreCheck;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.SyncFailedException;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.agent.LocalViewerAgent;
import io.exogenesis.omega.viewer.internal.agent.SharedModels;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.sync.MisbehavingCore.Manner;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cores and networks that do not answer, or do not end: an exchange is given up in time, and the close does not wait for more. */
@Timeout(300)
class SilentCoreTest {
    private static final Duration EXCHANGE = Duration.ofMillis(300);
    private static final int FRAME_BYTES = 64 << 10;

    /** An exchange and its end, on a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    static Path keys;

    private static TestKey key;

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(20);

    @BeforeAll
    static void makeKey() throws Exception {
        key = TestKey.create(keys, "core");
    }

    private ViewerAgentConfig config(String endpoint, Duration exchange) {
        return ViewerAgentConfig.builder(new ViewerId("v"), directory.resolve("v"))
                .omegaCoreEndpoints(List.of(URI.create(endpoint)))
                .pin(key.pin().sha256Base64())
                .token("v")
                .syncInterval(Duration.ZERO)
                .exchangeTimeout(exchange)
                .retry(RetryPolicy.NONE)
                .clock(() -> TestAgents.NOW)
                .build();
    }

    @ParameterizedTest
    @EnumSource(names = "HONEST", mode = EnumSource.Mode.EXCLUDE)
    void https_allManners_theExchangeEndsAndSoDoesItsConnection(Manner manner) throws Exception {
        try (MisbehavingCore server = new MisbehavingCore(core, key);
                SharedModels shared = TestAgents.shared(directory.resolve("shared"));
                ViewerAgent agent = LocalViewerAgent.open(config(server.endpoint(), EXCHANGE), shared)) {
            server.behave(manner);
            agent.initialize().join();
            assertThatThrownBy(() -> agent.syncWithCore().join()).hasCauseInstanceOf(SyncFailedException.class);
            assertThat(agent.checkCore().join())
                    .singleElement()
                    .extracting(CoreCheck::outcome)
                    .isNotEqualTo(CoreCheck.Outcome.OK);
            if (manner != Manner.MUTE) {
                Awaitility.await().atMost(SOON).until(() -> server.connections() == 0);
            }
            server.behave(Manner.HONEST);
            // a handshake may take longer than the exchange's time on a busy machine
            Awaitility.await()
                    .atMost(SOON)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(agent.syncWithCore().join().catalogueVersion())
                            .isEqualTo(1));
        }
    }

    /** The exchange would be waited for ten minutes; the close ends after its own bound. */
    @Test
    void close_exchangeStallsInItsBody_endsWithinTheBound() throws Exception {
        try (MisbehavingCore server = new MisbehavingCore(core, key);
                SharedModels shared = TestAgents.shared(directory.resolve("shared"))) {
            ViewerAgent agent = LocalViewerAgent.open(config(server.endpoint(), Duration.ofMinutes(10)), shared);
            server.behave(Manner.HALF);
            agent.initialize().join();
            CompletableFuture<?> sync = agent.syncWithCore();
            CompletableFuture<?> check = agent.checkCore();
            Awaitility.await().until(() -> server.connections() >= 2);
            long began = System.nanoTime();
            agent.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(ViewerAgent.CLOSE_TIMEOUT.plusSeconds(2));
            assertThat(sync).isCompletedExceptionally();
            assertThat(check).isCompletedExceptionally();
            Awaitility.await().atMost(SOON).until(() -> server.connections() == 0);
        }
    }

    @Test
    void quic_noAnswerAtAll_initializeAndCloseEnd() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                SharedModels shared = TestAgents.shared(directory.resolve("shared"))) {
            String endpoint = "quic://127.0.0.1:" + silent.getLocalPort();
            ViewerAgent agent = LocalViewerAgent.open(config(endpoint, Duration.ofMinutes(10)), shared);
            agent.initialize().join();
            CompletableFuture<?> check = agent.checkCore();
            long began = System.nanoTime();
            agent.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(ViewerAgent.CLOSE_TIMEOUT.plusSeconds(2));
            assertThat(check).isCompletedExceptionally();
        }
    }

    /** Answers with what the test says, and never finishes. */
    private record Unfinished(FrameSender sender, int frames, byte[] frame) implements FrameReceiver {
        @Override
        public void frame(byte[] body) {
            // nothing of interest
        }

        @Override
        public void finished() {
            Thread.startVirtualThread(() -> {
                try {
                    for (int n = 0; n < frames; n++) {
                        sender.send(frame);
                    }
                } catch (RuntimeException e) {
                    // the client has gone
                }
            });
        }

        @Override
        public void tooLarge(long declared) {}

        @Override
        public void malformed(String why) {}

        @Override
        public void failed(Throwable cause) {}
    }

    @Test
    void quic_halfAnAnswer_theExchangeEnds() throws Exception {
        overQuic(1, Duration.ofSeconds(1), "no whole answer");
    }

    @Test
    void quic_answerWithoutEnd_isCutOff() throws Exception {
        // the bound of bytes, which a busy machine takes a while to reach
        overQuic(10_000, Duration.ofMinutes(5), "does not stop answering");
    }

    private void overQuic(int frames, Duration exchange, String message) throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ListenConfig listen = ListenConfig.of(any, key.file(), key.password(), directory.resolve("pem"));
        try (QuicListener listener = new JettyQuicEngine()
                        .listen(listen, sender -> new Unfinished(sender, frames, new byte[FRAME_BYTES]));
                SharedModels shared = TestAgents.shared(directory.resolve("shared"));
                ViewerAgent agent =
                        LocalViewerAgent.open(config("quic://127.0.0.1:" + listener.port(), exchange), shared)) {
            assertThatThrownBy(() -> agent.syncWithCore().join())
                    .hasCauseInstanceOf(SyncFailedException.class)
                    .hasMessageContaining(message);
        }
    }
}
