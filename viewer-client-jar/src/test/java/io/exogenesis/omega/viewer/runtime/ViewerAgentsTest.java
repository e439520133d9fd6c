package io.exogenesis.omega.viewer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ViewerAgentsTest {
    @TempDir
    Path directory;

    private ViewerRuntime shared;
    private ViewerAgents agents;

    @BeforeEach
    void open() {
        shared = ViewerRuntime.builder(directory.resolve("shared"))
                .embedder(TestCatalogue.GenreEmbedder::new)
                .build();
        agents = new ViewerAgents(
                shared,
                3,
                viewer -> ViewerAgentConfig.builder(viewer, directory.resolve(viewer.value()))
                        .build());
    }

    @AfterEach
    void close() {
        agents.close();
        shared.close();
    }

    private static ViewerId viewer(int n) {
        return new ViewerId("viewer-" + n);
    }

    private CompletableFuture<Void> rate(int viewer, int title) {
        return agents.with(viewer(viewer), agent -> agent.trackRating(new MediaId("m" + title), 4));
    }

    private long events(int viewer) {
        return agents.with(
                        viewer(viewer),
                        a -> CompletableFuture.completedFuture(
                                a.stats().memory().events()))
                .join();
    }

    @Test
    void with_moreViewersThanPlaces_onlySoManyAreOpenAndNothingIsLost() {
        for (int round = 0; round < 3; round++) {
            for (int viewer = 0; viewer < 10; viewer++) {
                rate(viewer, round).join();
                assertThat(agents.open()).isLessThanOrEqualTo(3);
            }
        }
        for (int viewer = 0; viewer < 10; viewer++) {
            assertThat(events(viewer)).isEqualTo(3);
        }
    }

    @Test
    void with_sameViewersAgain_staysOpen() {
        for (int n = 0; n < 20; n++) {
            rate(n % 3, n).join();
        }
        assertThat(agents.opened()).isEqualTo(3);
        rate(9, 0).join(); // viewer 0, 1 or 2 must go: the one that was not used for longest
        rate(1, 0).join();
        assertThat(agents.opened()).isEqualTo(4);
    }

    @Test
    void with_manyThreads_everyEventIsThere() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            int number = n;
            threads.add(Thread.startVirtualThread(() -> rate(number % 8, number).join()));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long sum = 0;
        for (int viewer = 0; viewer < 8; viewer++) {
            sum += events(viewer);
        }
        assertThat(sum).isEqualTo(200);
    }

    @Test
    void with_agentInUse_isNotClosedUntilItsFutureIsDone() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(3);
        CompletableFuture<Long> held = new CompletableFuture<>();
        for (int n = 0; n < 3; n++) {
            agents.with(viewer(n), agent -> {
                begun.countDown();
                return held;
            });
        }
        begun.await();
        Thread waits = Thread.startVirtualThread(() -> rate(9, 1).join());
        assertThat(agents.open()).isEqualTo(3);
        held.complete(1L);
        waits.join();
        assertThat(events(9)).isEqualTo(1);
    }

    @Test
    void with_directoryThatCannotBeOpened_saysSoAndTheNextCallTriesAgain() throws Exception {
        Path blocked = directory.resolve("viewer-1");
        Files.writeString(blocked, "a file where a directory must be");
        assertThatThrownBy(() -> rate(1, 1)).isInstanceOf(RuntimeException.class);
        assertThat(agents.open()).isZero();
        Files.delete(blocked);
        rate(1, 1).join();
        assertThat(events(1)).isEqualTo(1);
    }

    @Test
    void with_futureCancelled_theAgentIsGivenBackAndCloseEnds() {
        CompletableFuture<Long> work = new CompletableFuture<>();
        for (int n = 0; n < 3; n++) {
            agents.with(viewer(n), agent -> work).cancel(true);
        }
        assertThat(work).isNotDone();
        work.complete(1L);
        rate(9, 1).join();
        agents.close();
        assertThat(agents.open()).isZero();
    }

    /** A host that never ends its work keeps no agent open for ever; the second caller waits for the first. */
    @Test
    void close_workWithoutEnd_closesAfterTheBoundForAllCallers() {
        agents.with(viewer(1), agent -> new CompletableFuture<Long>());
        rate(1, 1).join();
        CompletableFuture<Void> first = CompletableFuture.runAsync(agents::close, Thread::startVirtualThread);
        agents.close();
        first.join();
        try (ViewerAgent again = shared.open(ViewerAgentConfig.builder(viewer(1), directory.resolve("viewer-1"))
                .build())) {
            assertThat(again.stats().memory().events()).isEqualTo(1);
        }
    }

    @Test
    void with_afterClose_isRefused() {
        rate(1, 1).join();
        agents.close();
        assertThatThrownBy(() -> rate(1, 2)).isInstanceOf(AgentClosedException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // what a careless host does
    void with_workThatGivesNothingBack_leavesThePlaceFree() {
        assertThatThrownBy(() -> agents.with(viewer(1), agent -> (CompletableFuture<Void>) null))
                .isInstanceOf(NullPointerException.class);
        for (int n = 2; n < 6; n++) {
            rate(n, 1).join();
        }
        assertThat(agents.open()).isLessThanOrEqualTo(3);
    }
}
