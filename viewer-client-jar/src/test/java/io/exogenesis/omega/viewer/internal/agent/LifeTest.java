package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.AgentBusyException;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.SyncFailedException;
import io.exogenesis.omega.viewer.SyncReport;
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
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Futures that are cancelled, timed out or answered by the caller, and closes from everywhere. */
@Timeout(60)
class LifeTest {
    private static final int LIMIT = 4;

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(20);
    private final Gate gate = new Gate(new FaultyTransport(core));
    private SharedModels shared;

    /** A transport that holds each exchange until the gate is opened, and heeds no interrupt: the worst that an app may give. */
    private static final class Gate implements FrameTransport {
        private final FrameTransport behind;
        private final CountDownLatch open = new CountDownLatch(1);
        private final CountDownLatch reached = new CountDownLatch(1);

        Gate(FrameTransport behind) {
            this.behind = behind;
        }

        @Override
        public List<ServerFrame> exchange(List<ClientFrame> frames) {
            reached.countDown();
            while (open.getCount() > 0) {
                try {
                    open.await();
                } catch (InterruptedException e) {
                    continue;
                }
            }
            return behind.exchange(frames);
        }

        @Override
        public String name() {
            return "gate";
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void open() {
        shared = TestAgents.shared(directory.resolve("shared"));
    }

    @AfterEach
    void close() {
        gate.open.countDown();
        shared.close();
    }

    private ViewerAgentConfig.Builder config() {
        return TestAgents.config("v", directory.resolve("v"), gate)
                .queueLimit(LIMIT)
                .retry(RetryPolicy.NONE)
                .exchangeTimeout(Duration.ofMillis(200));
    }

    private ViewerAgent agent() {
        return LocalViewerAgent.open(config().build(), shared);
    }

    private static void allPlacesFree(ViewerAgent agent) {
        Awaitility.await().untilAsserted(() -> {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int n = 0; n < LIMIT; n++) {
                calls.add(agent.learnFromSession());
            }
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
        });
    }

    @Test
    void recommend_cancelledTimedOutOrAnsweredByTheCaller_placesComeBackAndCloseEnds() {
        try (ViewerAgent agent = agent()) {
            for (int n = 0; n < 10 * LIMIT; n++) {
                agent.getRecommendations(ViewerContext.top(5)).cancel(true);
                agent.trackShare(new MediaId("m")).obtrudeException(new IllegalStateException("the caller's"));
                agent.trackShare(new MediaId("m")).complete(null);
                var _ = agent.learnFromSession().orTimeout(1, TimeUnit.NANOSECONDS);
            }
            allPlacesFree(agent);
        }
    }

    @Test
    void sync_timedOut_goesOnForWhoJoinedIt() {
        try (ViewerAgent agent = agent()) {
            agent.replay(TestAgents.ratings(0, 0, 12, 5)).join();
            CompletableFuture<SyncReport> first = agent.syncWithCore();
            CompletableFuture<SyncReport> second = agent.syncWithCore();
            CompletableFuture<SyncReport> third = agent.syncWithCore().orTimeout(1, TimeUnit.MILLISECONDS);
            first.cancel(true);
            assertThatThrownBy(third::join).hasCauseInstanceOf(TimeoutException.class);
            assertThat(second).isNotDone();
            gate.open.countDown();
            assertThat(second.join().acknowledged()).isPositive();
            assertThat(agent.stats().sync().outbox()).isZero();
            allPlacesFree(agent);
        }
    }

    @Test
    void track_reactionThatBlocks_holdsUpNobody() {
        try (ViewerAgent agent =
                LocalViewerAgent.open(config().queueLimit(1_000).build(), shared)) {
            CompletableFuture<?>[] nested = IntStream.range(0, 100)
                    .mapToObj(n -> agent.trackShare(new MediaId("a" + n))
                            .thenRun(
                                    () -> agent.trackShare(new MediaId("b" + n)).join()))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(nested).join();
            assertThat(agent.stats().memory().events()).isEqualTo(200);
        }
    }

    @Test
    void close_fromReactionsToItsOwnFutures_endsForAll() {
        ViewerAgent agent = agent();
        // all begin before the first reaction closes the agent
        CompletableFuture<Void> first = agent.trackShare(new MediaId("a"));
        CompletableFuture<Void> second = agent.trackShare(new MediaId("b"));
        CompletableFuture<?> learned = agent.learnFromSession();
        List<CompletableFuture<Void>> closing = List.of(
                first.thenRun(agent::close),
                second.thenRun(() -> agent.shutdown().join()),
                learned.thenAccept(found -> agent.close()));
        agent.shutdown().join();
        agent.shutdown().join();
        agent.close();
        CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new)).join();
        try (ViewerAgent again = agent()) {
            assertThat(again.stats().memory().events()).isEqualTo(2);
        }
    }

    @Test
    void close_whileAnotherCloses_returnsWhenTheDirectoryIsFree() throws InterruptedException {
        ViewerAgent agent = agent();
        CompletableFuture<SyncReport> sync = agent.syncWithCore();
        gate.reached.await();
        CompletableFuture<Void> first = agent.shutdown();
        agent.close();
        agent().close();
        first.join();
        assertThatThrownBy(sync::join).hasCauseInstanceOf(SyncFailedException.class);
    }

    @Test
    void close_interrupted_closesAllTheSameAndStaysInterrupted() throws InterruptedException {
        ViewerAgent agent = agent();
        agent.trackShare(new MediaId("a")).join();
        var _ = agent.syncWithCore();
        gate.reached.await();
        AtomicBoolean still = new AtomicBoolean();
        Thread closer = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            agent.close();
            still.set(Thread.currentThread().isInterrupted());
        });
        closer.join();
        assertThat(still).isTrue();
        try (ViewerAgent again = agent()) {
            assertThat(again.stats().memory().events()).isEqualTo(1);
        }
    }

    @Test
    void initialize_coreSilent_completesAndASecondOneBeginsNothing() throws InterruptedException {
        ViewerAgent agent =
                LocalViewerAgent.open(config().syncInterval(Duration.ofHours(1)).build(), shared);
        agent.initialize().join();
        gate.reached.await();
        agent.initialize().join();
        assertThat(agent.firstPull()).isNotDone();
        ScheduledThreadPoolExecutor timer = (ScheduledThreadPoolExecutor) shared.timer();
        assertThat(timer.getQueue()).hasSize(1);
        allPlacesFree(agent);
        agent.close();
        assertThat(timer.getQueue()).as("a closed agent is not kept").isEmpty();
        agent.firstPull().join();
    }

    @Test
    void runtime_closedBeforeItsAgents_closesThem() {
        ViewerAgent agent = agent();
        agent.trackShare(new MediaId("a")).join();
        shared.close();
        assertThatThrownBy(() -> agent.trackShare(new MediaId("b")).join())
                .hasCauseInstanceOf(AgentClosedException.class);
        assertThatThrownBy(this::agent).isInstanceOf(AgentClosedException.class);
        shared = TestAgents.shared(directory.resolve("shared"));
        try (ViewerAgent again = agent()) {
            assertThat(again.stats().memory().events()).isEqualTo(1);
        }
    }

    @Test
    void close_syncUnderWay_itsFutureSaysThatTheAgentClosed() throws InterruptedException {
        ViewerAgent agent = agent();
        AtomicReference<Throwable> seen = new AtomicReference<>();
        var _ = agent.syncWithCore().whenComplete((report, error) -> seen.set(error));
        gate.reached.await();
        for (int n = 0; n < LIMIT - 1; n++) {
            agent.trackShare(new MediaId("m" + n)).join();
        }
        agent.close();
        assertThat(seen.get()).hasRootCauseInstanceOf(AgentClosedException.class);
        assertThat(seen.get()).isNotInstanceOf(AgentBusyException.class);
    }
}
