package io.exogenesis.omega.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.viewer.internal.agent.FaultyTransport;
import io.exogenesis.omega.viewer.internal.agent.LocalViewerAgent;
import io.exogenesis.omega.viewer.internal.agent.SharedModels;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SyncControlTest {
    @TempDir
    Path directory;

    @Test
    void steps_countTheExchangesOfASync() {
        try (SharedModels shared = TestAgents.shared(directory.resolve("models"));
                ViewerAgent agent = LocalViewerAgent.open(
                        TestAgents.config("viewer-1", directory, new FaultyTransport(new FakeCore(20)))
                                .build(),
                        shared)) {
            List<SyncControl.Step> steps = new ArrayList<>();
            agent.syncWithCore(new SyncControl(steps::add)).join();
            assertThat(steps).hasSizeGreaterThan(1);
            for (int n = 0; n < steps.size(); n++) {
                assertThat(steps.get(n).exchanges()).isEqualTo(n + 1);
            }
            assertThat(steps.getLast().bytesReceived())
                    .isGreaterThan(steps.getFirst().bytesReceived());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "viewer-17 of the house, ''",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more, ''",
        "'', ''"
    })
    void traceparent_leavesWithEachExchange_andNothingElseDoes(String ofTheHost, String sent) {
        FaultyTransport way = new FaultyTransport(new FakeCore(20));
        try (SharedModels shared = TestAgents.shared(directory.resolve("models"));
                ViewerAgent agent = LocalViewerAgent.open(
                        TestAgents.config("viewer-1", directory, way).build(), shared)) {
            agent.syncWithCore(new SyncControl(step -> {}, ofTheHost)).join();
        }
        assertThat(way.sent()).isNotEmpty();
        assertThat(way.sent().stream().flatMap(List::stream).filter(ClientFrame::hasConnect))
                .extracting(frame -> frame.getConnect().getTraceparent())
                .containsOnly(sent);
    }

    @Test
    void givenUpBefore_asksNothingOfTheCore() {
        FaultyTransport way = new FaultyTransport(new FakeCore(20));
        try (SharedModels shared = TestAgents.shared(directory.resolve("models"));
                ViewerAgent agent = LocalViewerAgent.open(
                        TestAgents.config("viewer-1", directory, way).build(), shared)) {
            SyncControl control = new SyncControl(step -> {});
            control.giveUp();
            assertThatThrownBy(() -> agent.syncWithCore(control).join())
                    .hasCauseInstanceOf(SyncFailedException.class)
                    .hasMessageContaining("cancelled");
            assertThat(way.sent()).isEmpty();
            assertThat(agent.syncWithCore().join().upserts()).isNotNegative();
        }
    }

    /** A Core that is away, and a pause of up to a day: only an interrupt can end the sync before the test's time is over. */
    @Test
    void givenUpBetweenTwoAttempts_endsTheSync_andTheMemoryWritesOn() throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        FrameTransport away = new FrameTransport() {
            @Override
            public List<ServerFrame> exchange(List<ClientFrame> frames) {
                tried.countDown();
                throw new TransportException(TransportException.Kind.UNREACHABLE, "away");
            }

            @Override
            public String name() {
                return "away";
            }

            @Override
            public void close() {}
        };
        Duration day = Duration.ofDays(1);
        try (SharedModels shared = TestAgents.shared(directory.resolve("models"));
                ViewerAgent agent = LocalViewerAgent.open(
                        TestAgents.config("viewer-1", directory, away)
                                .retry(new RetryPolicy(5, day, day))
                                .build(),
                        shared)) {
            SyncControl control = new SyncControl(step -> {});
            CompletableFuture<SyncReport> sync = agent.syncWithCore(control);
            tried.await();
            control.giveUp();
            assertThatThrownBy(sync::join).hasMessageContaining("cancelled");
            agent.trackShare(new io.exogenesis.omega.model.MediaId("x")).join();
            assertThat(agent.stats().memory().events()).isEqualTo(1);
        }
    }
}
