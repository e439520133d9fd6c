package io.exogenesis.omega.ops.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The keeping alone, with Cores that are made of paper; a real one is killed by KeepAliveIT of omega-ear. */
@Timeout(60)
class SupervisorTest {
    @TempDir
    private Path dir;

    private CoreDirectory data;
    private final Deque<Life> lives = new ArrayDeque<>();
    private final AtomicInteger launches = new AtomicInteger();

    /** A Core that becomes ready or not, and ends when the test says. */
    private static final class Life implements CoreLife {
        private final boolean starts;
        private final CompletableFuture<Integer> end = new CompletableFuture<>();
        private final CompletableFuture<Void> ready = new CompletableFuture<>();

        Life(boolean starts) {
            this.starts = starts;
        }

        @Override
        public void untilReady() {
            if (!starts) {
                end.complete(1);
                throw CoreProblem.failed("a setting is wrong");
            }
            ready.complete(null);
        }

        @Override
        public OptionalInt untilEnd() {
            return OptionalInt.of(end.join());
        }

        @Override
        public void stop() {
            end.complete(143);
        }
    }

    @BeforeEach
    void layOut() throws IOException {
        data = new CoreDirectory(dir);
        Files.createDirectories(data.consoleLog().getParent());
    }

    private Supervisor supervisor() {
        return new Supervisor(
                data,
                new CorePorts(1, 2, 3),
                () -> {
                    launches.incrementAndGet();
                    return lives.remove();
                },
                Instant::now);
    }

    private CoreEnd end() {
        return data.lastEnd().read().orElseThrow();
    }

    @Test
    void keep_coreIsKilled_startsAnotherAndSaysWhy() {
        Life first = new Life(true);
        Life second = new Life(true);
        lives.addAll(List.of(first, second));
        Supervisor supervisor = supervisor();
        CompletableFuture<Boolean> kept = CompletableFuture.supplyAsync(supervisor::keep);
        first.ready.join();
        first.end.complete(137);
        second.ready.join();
        assertThat(end().signal()).isEqualTo(9);
        assertThat(end().exitCode()).isEqualTo(137);
        assertThat(end().ready()).isTrue();
        assertThat(end().reason()).startsWith("killed by signal 9");
        assertThat(data.supervision().read().orElseThrow().restarts()).isEqualTo(1);
        assertThat(data.supervision().read().orElseThrow().nextStart()).isNull();
        supervisor.stop();
        assertThat(kept.join()).isTrue();
        assertThat(launches).hasValue(2);
    }

    /** Stopped while it waits: no Core may be launched behind the back of who stops. */
    @Test
    void stop_whileWaiting_endsAtOnceAndLaunchesNone() {
        Life first = new Life(false);
        lives.add(first);
        Supervisor supervisor = supervisor();
        CompletableFuture<Boolean> kept = CompletableFuture.supplyAsync(supervisor::keep);
        await().until(() ->
                data.supervision().read().map(s -> s.nextStart() != null).orElse(false));
        supervisor.stop();
        assertThat(kept.join()).isTrue();
        assertThat(launches).hasValue(1);
        assertThat(end().reason()).isEqualTo("a setting is wrong");
        assertThat(end().ready()).isFalse();
        assertThat(data.supervision().read()).isEmpty();
    }

    @Test
    void stop_coreIsReady_stopsItAndCleansUp() throws IOException {
        Life only = new Life(true);
        lives.add(only);
        Supervisor supervisor = supervisor();
        CompletableFuture<Boolean> kept = CompletableFuture.supplyAsync(supervisor::keep);
        only.ready.join();
        Files.writeString(data.bootstrapFile(), "{}");
        data.remember(4711);
        supervisor.stop();
        assertThat(kept.join()).isTrue();
        assertThat(only.end.join()).isEqualTo(143);
        assertThat(dir.resolve("core.pid")).doesNotExist();
        assertThat(data.bootstrapFile()).doesNotExist();
        assertThat(data.lastEnd().read()).as("it was asked to end").isEmpty();
    }

    /** The disk that filled up under the Core must not end its supervisor as well. */
    @Test
    void keep_stateCannotBeWritten_goesOn() throws IOException {
        Files.createDirectories(dir.resolve("last-end.json").resolve("in the way"));
        Life first = new Life(true);
        Life second = new Life(true);
        lives.addAll(List.of(first, second));
        Supervisor supervisor = supervisor();
        CompletableFuture<Boolean> kept = CompletableFuture.supplyAsync(supervisor::keep);
        first.ready.join();
        first.end.complete(3);
        second.ready.join();
        supervisor.stop();
        assertThat(kept.join()).isTrue();
        assertThat(data.supervisorLog()).content().contains("last-end.json cannot be written");
    }

    @Test
    void adopt_runningCore_countsOnAndStartsTheNext() {
        data.supervision().write(new Supervision(1, "2026-01-01T00:00:00Z", 1, 2, 3, 4, false, null));
        Life orphan = new Life(true);
        Life next = new Life(true);
        lives.add(next);
        Supervisor supervisor = supervisor();
        CompletableFuture<Boolean> kept = CompletableFuture.supplyAsync(() -> supervisor.adopt(orphan));
        orphan.ready.join();
        assertThat(launches).hasValue(0);
        orphan.end.complete(1);
        next.ready.join();
        assertThat(data.supervision().read().orElseThrow().restarts()).isEqualTo(5);
        supervisor.stop();
        assertThat(kept.join()).isTrue();
    }
}
