package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.SyncControl;
import io.exogenesis.omega.viewer.SyncFailedException;
import io.exogenesis.omega.viewer.SyncReport;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.agent.LocalViewerAgent;
import io.exogenesis.omega.viewer.internal.agent.SharedModels;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import java.net.DatagramSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents and the fake Core over real sockets. */
class NetworkSyncTest {
    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(20);

    private ViewerAgentConfig.Builder config(String pin, String... endpoints) {
        return ViewerAgentConfig.builder(new ViewerId("v"), directory.resolve("v"))
                .omegaCoreEndpoints(List.of(endpoints).stream().map(URI::create).toList())
                .pin(pin)
                .token("v")
                .consents(Consents.NONE.withPatterns(true).withSample(true))
                .syncInterval(Duration.ZERO)
                .exchangeTimeout(Duration.ofSeconds(20))
                .retry(RetryPolicy.NONE)
                .clock(() -> TestAgents.NOW);
    }

    private static String quic(int port) {
        return "quic://127.0.0.1:" + port;
    }

    private static String https(int port) {
        return "https://127.0.0.1:" + port;
    }

    @Test
    void syncWithCore_overQuic_carriesTheWholeSync() throws Exception {
        TestKey key = TestKey.create(directory, "core");
        try (FakeCoreServer server = new FakeCoreServer(core, key, directory.resolve("pem"), true);
                SharedModels shared = TestAgents.shared(directory.resolve("shared"));
                ViewerAgent agent = LocalViewerAgent.open(
                        config(key.pin().sha256Base64(), quic(server.quicPort()))
                                .build(),
                        shared)) {
            agent.initialize().join();
            agent.firstPull().join();
            agent.replay(TestAgents.ratings(0, 0, 12, 5)).join();
            agent.learnFromSession().join();
            SyncReport report = agent.syncWithCore().join();
            assertThat(report.transport()).isEqualTo("quic");
            assertThat(report.acknowledged())
                    .isEqualTo(core.received("v").size())
                    .isPositive();
            assertThat(report.catalogueVersion()).isEqualTo(1);
            assertThat(report.notes()).isEmpty();
        }
    }

    @Test
    void syncWithCore_quicBlocked_fallsBackToHttpsAndSaysSoOnce() throws Exception {
        TestKey key = TestKey.create(directory, "core");
        // a UDP port that never answers
        try (DatagramSocket silent = new DatagramSocket(0);
                FakeCoreServer server = new FakeCoreServer(core, key, directory.resolve("pem"), false);
                SharedModels shared = TestAgents.shared(directory.resolve("shared"));
                ViewerAgent agent = LocalViewerAgent.open(
                        config(key.pin().sha256Base64(), quic(silent.getLocalPort()), https(server.httpsPort()))
                                .exchangeTimeout(Duration.ofSeconds(3))
                                .build(),
                        shared)) {
            agent.replay(TestAgents.ratings(0, 0, 12, 5)).join();
            SyncReport first = agent.syncWithCore().join();
            assertThat(first.transport()).isEqualTo("https");
            assertThat(first.acknowledged()).isEqualTo(1);
            assertThat(first.notes())
                    .singleElement()
                    .asString()
                    .contains("syncing over https")
                    .contains("QUIC");
            SyncReport second = agent.syncWithCore().join();
            assertThat(second.transport()).isEqualTo("https");
            assertThat(second.notes()).isEmpty();
        }
    }

    @Test
    void syncWithCore_wrongPin_refusedOnBothWaysAndNothingSent() throws Exception {
        TestKey key = TestKey.create(directory, "core");
        String wrong = TestKey.create(directory, "other").pin().sha256Base64();
        try (FakeCoreServer server = new FakeCoreServer(core, key, directory.resolve("pem"), true);
                SharedModels shared = TestAgents.shared(directory.resolve("shared"))) {
            for (String endpoint : List.of(quic(server.quicPort()), https(server.httpsPort()))) {
                // the second endpoint would do: a wrong pin must not be answered by trying elsewhere
                try (ViewerAgent agent = LocalViewerAgent.open(
                        config(wrong, endpoint, https(server.httpsPort())).build(), shared)) {
                    agent.replay(TestAgents.ratings(0, 0, 3, 5)).join();
                    assertThatThrownBy(() -> agent.syncWithCore().join())
                            .hasCauseInstanceOf(SyncFailedException.class)
                            .hasMessageContaining("pinned is " + wrong);
                    assertThat(agent.stats().sync().outbox()).isPositive();
                }
            }
            assertThat(core.pushes()).isEmpty();
        }
    }

    @Test
    void syncWithCore_coreRestarted_reconnectsAndSendsWhatWasNotAcknowledged() throws Exception {
        TestKey key = TestKey.create(directory, "core");
        FakeCoreServer server = new FakeCoreServer(core, key, directory.resolve("pem"), true);
        int port = server.quicPort();
        try (SharedModels shared = TestAgents.shared(directory.resolve("shared"));
                ViewerAgent agent = LocalViewerAgent.open(
                        config(key.pin().sha256Base64(), quic(port))
                                .exchangeTimeout(Duration.ofSeconds(3))
                                .build(),
                        shared)) {
            agent.syncWithCore().join();
            server.close();
            agent.replay(TestAgents.ratings(0, 0, 3, 5)).join();
            assertThatThrownBy(() -> agent.syncWithCore().join()).hasCauseInstanceOf(SyncFailedException.class);
            server = new FakeCoreServer(core, key, directory.resolve("pem"), true, port);
            Awaitility.await()
                    .ignoreExceptions()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> agent.syncWithCore().join().acknowledged() == 1);
            assertThat(core.received("v")).hasSize(1);
        } finally {
            server.close();
        }
    }

    // Would catch a sync that holds on to an exchange until its time is over, and a connection that its end breaks.
    @ParameterizedTest
    @ValueSource(strings = {"quic", "https"})
    void syncGivenUp_whileTheCoreIsSilent_endsAtOnce_andTheNextOneSyncs(String way) throws Exception {
        TestKey key = TestKey.create(directory, "core");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (FakeCoreServer server = new FakeCoreServer(core, key, directory.resolve("pem"), way.equals("quic"));
                SharedModels shared = TestAgents.shared(directory.resolve("shared"));
                ViewerAgent agent = LocalViewerAgent.open(
                        config(
                                        key.pin().sha256Base64(),
                                        way.equals("quic") ? quic(server.quicPort()) : https(server.httpsPort()))
                                .exchangeTimeout(Duration.ofMinutes(10))
                                .build(),
                        shared)) {
            server.beforeAnswer(() -> {
                asked.countDown();
                await(over);
            });
            SyncControl control = new SyncControl(step -> {});
            CompletableFuture<SyncReport> sync = agent.syncWithCore(control);
            await(asked);
            control.giveUp();
            assertThatThrownBy(() -> sync.get(60, TimeUnit.SECONDS)).hasMessageContaining("cancelled");
            over.countDown();
            server.beforeAnswer(() -> {});
            assertThat(agent.syncWithCore().get(60, TimeUnit.SECONDS).transport())
                    .isEqualTo(way);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
