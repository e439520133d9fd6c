package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.quic.netty.NettyQuicEngine;
import io.exogenesis.omega.relay.NetworkPath;
import io.exogenesis.omega.relay.UdpRelay;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerStats;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.agent.LocalViewerAgent;
import io.exogenesis.omega.viewer.internal.agent.SharedModels;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents over Netty's QUIC at two nodes that share their state, of which the first dies without a word in the middle of syncs. */
class TwoNodesTest {
    private static final int AGENTS = 4;
    private static final int CALM = 20;
    private static final int AFTER = 6;
    private static final int TITLES = 60;

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(TITLES);

    private ViewerAgentConfig config(String viewer, TestKey key, int first, int second) {
        return ViewerAgentConfig.builder(new ViewerId(viewer), directory.resolve(viewer))
                .omegaCoreEndpoints(
                        List.of(URI.create("quic://127.0.0.1:" + first), URI.create("quic://127.0.0.1:" + second)))
                .standby(true)
                .pin(key.pin().sha256Base64())
                .token(viewer)
                .consents(Consents.NONE.withPatterns(true).withSample(true))
                .syncInterval(Duration.ZERO)
                .exchangeTimeout(Duration.ofMinutes(1))
                .retry(RetryPolicy.NONE)
                .clock(() -> TestAgents.NOW)
                .build();
    }

    /** One more title watched, and a sync of all agents side by side. */
    private static void evening(List<ViewerAgent> agents, int turn) {
        CompletableFuture.allOf(agents.stream()
                        .map(agent -> agent.replay(TestAgents.ratings(turn % 2, turn, turn + 1, 5))
                                .thenCompose(done -> agent.learnFromSession())
                                .thenCompose(done -> agent.syncWithCore()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static void assertBudget(ViewerStats.Endpoints endpoints) {
        assertThat(endpoints.hedged())
                .isLessThanOrEqualTo(HedgeBudget.MOST_SAVED + endpoints.exchanges() / HedgeBudget.REQUESTS_A_HEDGE);
    }

    @Test
    void syncs_theNodeInUseDiesInTheMiddle_theOtherTakesOver_nothingIsLostOrDoubled() throws Exception {
        TestKey key = TestKey.create(directory, "core");
        NettyQuicEngine engine = new NettyQuicEngine();
        AtomicInteger answers = new AtomicInteger(Integer.MIN_VALUE);
        try (FakeCoreServer first = new FakeCoreServer(core, key, directory.resolve("pem-1"), Optional.of(engine), 0);
                FakeCoreServer second =
                        new FakeCoreServer(core, key, directory.resolve("pem-2"), Optional.of(engine), 0);
                UdpRelay path = UdpRelay.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), first.quicPort()),
                        NetworkPath.PERFECT,
                        1);
                SharedModels shared = TestAgents.shared(directory.resolve("shared"), engine)) {
            // what came in is taken, and the answers never leave
            first.beforeAnswer(() -> {
                if (answers.incrementAndGet() > 0) {
                    path.close();
                }
            });
            List<ViewerAgent> agents = IntStream.range(0, AGENTS)
                    .mapToObj(n -> LocalViewerAgent.open(
                            config("v" + n, key, path.address().getPort(), second.quicPort()), shared))
                    .toList();
            for (int turn = 0; turn < CALM; turn++) {
                evening(agents, turn);
            }
            agents.forEach(agent -> assertBudget(agent.stats().endpoints()));
            answers.set(0);
            for (int turn = CALM; turn < CALM + AFTER; turn++) {
                evening(agents, turn);
            }
            for (int n = 0; n < AGENTS; n++) {
                ViewerStats stats = agents.get(n).stats();
                assertThat(stats.endpoints().inUse()).isEqualTo("quic://127.0.0.1:" + second.quicPort());
                assertThat(stats.endpoints().failOvers()).isOne();
                assertBudget(stats.endpoints());
                assertThat(stats.sync().outbox()).isZero();
                assertThat(core.received("v" + n))
                        .hasSize((int) agents.get(n).ledger().acknowledged())
                        .hasSizeGreaterThan(CALM);
            }
            assertThat(core.changedUnderTheSameNumber()).isEmpty();
            agents.forEach(ViewerAgent::close);
        }
    }
}
