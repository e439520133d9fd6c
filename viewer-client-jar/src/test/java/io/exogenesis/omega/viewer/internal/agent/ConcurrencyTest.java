package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.AgentBusyException;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.SyncFailedException;
import io.exogenesis.omega.viewer.SyncReport;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many callers at once, full queues, and the close in the middle. */
@Timeout(120)
class ConcurrencyTest {
    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(20);

    @Test
    void everything_thousandCallersAtOnce_allAnsweredAndNothingLost() {
        try (SharedModels shared = TestAgents.shared(directory.resolve("shared"))) {
            ViewerAgentConfig config = TestAgents.config("v", directory.resolve("v"), new FaultyTransport(core))
                    .build();
            try (ViewerAgent agent = LocalViewerAgent.open(config, shared)) {
                agent.initialize().join();
                agent.firstPull().join();
                List<CompletableFuture<?>> calls = IntStream.range(0, 1_000)
                        .mapToObj(n -> CompletableFuture.supplyAsync(() -> call(agent, n))
                                .thenCompose(c -> c))
                        .<CompletableFuture<?>>map(c -> c)
                        .toList();
                CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
                agent.syncWithCore().join();
                assertThat(agent.stats().memory().events()).isEqualTo(900);
                assertThat(agent.ledger().acknowledged())
                        .isEqualTo(core.received("v").size());
                assertThat(core.duplicates()).isZero();
            }
            try (ViewerAgent again = LocalViewerAgent.open(config, shared)) {
                assertThat(again.stats().memory().events()).isEqualTo(900);
            }
        }
    }

    private static CompletableFuture<?> call(ViewerAgent agent, int n) {
        return switch (n % 40) {
            case 0 -> agent.learnFromSession();
            case 1 -> agent.syncWithCore();
            case 2 -> agent.getRecommendations(ViewerContext.top(5));
            case 3 -> CompletableFuture.supplyAsync(() -> agent.rank(RankMode.FEDERATED));
            default -> agent.trackRating(TestCatalogue.id(n % 3, n % 20), 4);
        };
    }

    /** Would catch a close that drops what is queued although its future was handed out. */
    @Test
    void close_eventsUnderWay_eachConfirmedOneIsThere() {
        try (SharedModels shared = TestAgents.shared(directory.resolve("shared"))) {
            ViewerAgentConfig config = TestAgents.config("v", directory.resolve("v"), new FaultyTransport(core))
                    .build();
            AtomicInteger confirmed = new AtomicInteger();
            List<CompletableFuture<Void>> tracked = new ArrayList<>();
            try (ViewerAgent agent = LocalViewerAgent.open(config, shared)) {
                for (int n = 0; n < 3_000; n++) {
                    tracked.add(agent.trackShare(new MediaId("m" + n)).thenRun(confirmed::incrementAndGet));
                }
            }
            assertThat(tracked).allMatch(CompletableFuture::isDone);
            assertThat(confirmed).hasValue(3_000);
            try (ViewerAgent again = LocalViewerAgent.open(config, shared)) {
                assertThat(again.stats().memory().events()).isEqualTo(3_000);
            }
        }
    }

    @Test
    void track_queueFull_failsAtOnceAndRecordsNothing() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        FrameTransport stuck = new Stuck(blocked, release);
        try (SharedModels shared = TestAgents.shared(directory.resolve("shared"));
                ViewerAgent agent = LocalViewerAgent.open(
                        TestAgents.config("v", directory.resolve("v"), stuck)
                                .queueLimit(1)
                                .retry(RetryPolicy.NONE)
                                .build(),
                        shared)) {
            CompletableFuture<SyncReport> sync = agent.syncWithCore();
            blocked.await();
            assertThatThrownBy(() -> agent.trackShare(new MediaId("m")).join())
                    .hasCauseInstanceOf(AgentBusyException.class);
            release.countDown();
            assertThatThrownBy(sync::join).hasCauseInstanceOf(SyncFailedException.class);
            agent.trackShare(new MediaId("m")).join();
            assertThat(agent.stats().memory().events()).isEqualTo(1);
        }
    }

    @Test
    void calls_afterShutdown_refused() {
        try (SharedModels shared = TestAgents.shared(directory.resolve("shared"))) {
            ViewerAgent agent = LocalViewerAgent.open(
                    TestAgents.config("v", directory.resolve("v"), new FaultyTransport(core))
                            .build(),
                    shared);
            agent.shutdown().join();
            agent.close();
            assertThatThrownBy(() -> agent.trackShare(new MediaId("m")).join())
                    .hasCauseInstanceOf(AgentClosedException.class);
            assertThatThrownBy(() -> agent.syncWithCore().join()).hasCauseInstanceOf(AgentClosedException.class);
        }
    }

    /** Would catch a close that waits for the longest back-off. */
    @Test
    void close_syncBetweenTwoAttempts_givesUpAtOnceAndKeepsTheOutbox() throws InterruptedException {
        CountDownLatch tried = new CountDownLatch(1);
        FaultyTransport dead = new FaultyTransport(core, () -> {
            tried.countDown();
            return FaultyTransport.Fate.REQUEST_LOST;
        });
        ViewerAgentConfig config = TestAgents.config("v", directory.resolve("v"), dead)
                .retry(new RetryPolicy(1_000, Duration.ofHours(1), Duration.ofHours(10)))
                .build();
        try (SharedModels shared = TestAgents.shared(directory.resolve("shared"))) {
            CompletableFuture<SyncReport> sync;
            try (ViewerAgent agent = LocalViewerAgent.open(config, shared)) {
                agent.trackRating(TestCatalogue.id(0, 0), 5).join();
                sync = agent.syncWithCore();
                tried.await();
            }
            assertThatThrownBy(sync::join).hasCauseInstanceOf(SyncFailedException.class);
            try (ViewerAgent again = LocalViewerAgent.open(config, shared)) {
                assertThat(again.stats().sync().outbox()).isEqualTo(1);
            }
        }
    }

    private record Stuck(CountDownLatch blocked, CountDownLatch release) implements FrameTransport {
        @Override
        public List<ServerFrame> exchange(List<ClientFrame> frames) {
            blocked.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new TransportException(TransportException.Kind.UNREACHABLE, "released");
        }

        @Override
        public String name() {
            return "stuck";
        }

        @Override
        public void close() {}
    }
}
