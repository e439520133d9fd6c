package io.exogenesis.omega.core.stream;

import static io.exogenesis.omega.core.stream.Streams.head;
import static io.exogenesis.omega.core.stream.Streams.listener;
import static io.exogenesis.omega.core.stream.Streams.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.stream.Streams.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As many listeners as there may be, on threads as the server has them, some of them dead. */
class ManyStreamsTest {
    private static final int ATTEMPTS = 2 * Announcer.MAX_STREAMS;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Announcer announcer = new Announcer(() -> head("bank", 0));
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void end() {
        released.countDown();
        threads.shutdownNow();
    }

    /** Ten thousand come: half of them are held and hear each event once and in order, the others are told to come later. */
    @Test
    @Timeout(120)
    void join_tenThousand_halfAreHeldAndHearAll_theOthersAreRefused() {
        List<Sink> held = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < ATTEMPTS; i++) {
            Sink sink = new Sink(true);
            try {
                announcer.join(listener("viewer" + i, () -> {}, sink, threads), null);
                held.add(sink);
            } catch (RefusedException e) {
                refused++;
            }
        }
        for (long round = 1; round <= 5; round++) {
            announcer.announce(version(round));
            announcer.heartbeat();
        }

        assertThat(held).hasSize(5_000);
        assertThat(refused).isEqualTo(5_000);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> held.stream().allMatch(s -> s.ids.size() == 5 && s.comments == 6));
        assertThat(held)
                .allSatisfy(s -> assertThat(s.ids).containsExactly("bank:1", "bank:2", "bank:3", "bank:4", "bank:5"));
    }

    /** A write waits until its reader reads, and closing waits for the write: the round waited with them, and so did everybody. */
    @Test
    @Timeout(120)
    void announce_amongReadersThatBlock_reachesAllOthersAndLetsTheBlockedGo() {
        List<Sink> dead = IntStream.range(0, 100)
                .mapToObj(i -> (Sink) new Blocked(released))
                .toList();
        List<Sink> good = IntStream.range(0, 100).mapToObj(i -> new Sink(true)).toList();
        for (int i = 0; i < 100; i++) {
            announcer.join(listener("dead" + i, () -> {}, dead.get(i), threads), null);
            announcer.join(listener("good" + i, () -> {}, good.get(i), threads), null);
        }
        int rounds = Listener.MAX_QUEUED + 5;
        for (int round = 1; round <= rounds; round++) {
            announcer.announce(version(round));
            int heard = round;
            await().atMost(Duration.ofSeconds(60)).until(() -> good.stream().allMatch(s -> s.ids.size() == heard));
        }
        announcer.check();

        assertThat(announcer.streams()).as("the dead are let go").isEqualTo(100);
        assertThat(good).noneMatch(s -> s.closed);
    }

    /** A stream that fails in the middle of an announcement must not keep it from those behind. */
    @Test
    void announce_toAStreamThatFails_reachesTheOthers() {
        boolean[] fails = {false};
        Executor failing = work -> {
            if (fails[0]) {
                throw new IllegalArgumentException("a bug, on purpose");
            }
        };
        List<Sink> good = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            good.add(new Sink(true));
            announcer.join(listener("good" + i, () -> {}, good.getLast()), null);
            announcer.join(listener("failing" + i, () -> {}, new Sink(true), failing), null);
        }
        fails[0] = true;

        announcer.announce(version(1));

        assertThat(good).allSatisfy(s -> assertThat(s.ids).containsExactly("bank:1"));
    }

    /** Neither takes what it is sent nor lets itself be closed. */
    private static final class Blocked extends Sink {
        private final CountDownLatch released;

        Blocked(CountDownLatch released) {
            super(true);
            this.released = released;
        }

        @Override
        CompletionStage<?> taken() {
            hold();
            return super.taken();
        }

        @Override
        public void close() {
            hold();
            super.close();
        }

        private void hold() {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
