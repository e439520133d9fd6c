package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.quic.QuicConnection;
import io.exogenesis.omega.quic.QuicDialer;
import io.exogenesis.omega.quic.QuicException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuicConnectionsTest {
    private static final URI CORE = URI.create("quic://127.0.0.1:4433");
    private static final Pins PINS = Pins.of(new Pin(Base64.getEncoder().encodeToString(new byte[32])));
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int AGENTS = 4;

    private final Dialer dialer = new Dialer();
    private final QuicConnections connections = new QuicConnections(() -> dialer, 1);
    private final List<Thread> waiting = new ArrayList<>();
    private final ExecutorService agents = Executors.newThreadPerTaskExecutor(task -> {
        Thread thread = new Thread(task);
        waiting.add(thread);
        return thread;
    });

    @AfterEach
    void close() {
        dialer.answer.countDown();
        agents.shutdownNow();
        connections.close();
    }

    /** Dials only when told to, and then fails or not. */
    private static final class Dialer implements QuicDialer {
        private final AtomicInteger dials = new AtomicInteger();
        private final CountDownLatch answer = new CountDownLatch(1);
        private volatile boolean away;

        @Override
        public QuicConnection connect(InetSocketAddress to, Pins pins, Duration timeout) {
            dials.incrementAndGet();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new QuicException(QuicException.Kind.CLOSED, "interrupted", e);
            }
            if (away) {
                throw new QuicException(QuicException.Kind.TIMEOUT, "nobody answers");
            }
            return new Echo();
        }

        @Override
        public void close() {}
    }

    private static final class Echo implements QuicConnection {
        private volatile boolean open = true;

        @Override
        public List<byte[]> exchange(List<byte[]> frameBodies, Duration timeout) {
            return frameBodies;
        }

        @Override
        public boolean open() {
            return open;
        }

        @Override
        public String remote() {
            return "echo";
        }

        @Override
        public void close() {
            open = false;
        }
    }

    private List<Future<List<byte[]>>> exchangesBehindOneDial() {
        List<Future<List<byte[]>>> all = new ArrayList<>();
        for (int a = 0; a < AGENTS; a++) {
            all.add(agents.submit(() -> connections.exchange(CORE, PINS, 0, List.of(new byte[] {7}), false, TIMEOUT)));
        }
        Awaitility.await()
                .until(() -> waiting.size() == AGENTS
                        && waiting.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
        dialer.answer.countDown();
        return all;
    }

    // Dialled one behind the other, the last of a hundred agents would learn after half an hour that the Core is away.
    @Test
    void exchange_coreAway_allWhoWaitHearOfOneDial() {
        dialer.away = true;
        for (Future<List<byte[]>> exchange : exchangesBehindOneDial()) {
            assertThat(exchange)
                    .failsWithin(TIMEOUT)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            QuicException.class, e -> assertThat(e.kind()).isEqualTo(QuicException.Kind.TIMEOUT));
        }
        assertThat(dialer.dials).hasValue(1);
    }

    @Test
    void exchange_severalAgents_shareOneConnection() {
        for (Future<List<byte[]>> exchange : exchangesBehindOneDial()) {
            assertThat(exchange)
                    .succeedsWithin(TIMEOUT)
                    .satisfies(answers -> assertThat(answers).containsExactly(new byte[] {7}));
        }
        assertThat(dialer.dials).hasValue(1);
    }

    // A failure that stayed in the slot would keep a process offline for ever.
    @Test
    void exchange_coreBack_dialsAnew() {
        dialer.away = true;
        exchangesBehindOneDial().forEach(e -> assertThat(e).failsWithin(TIMEOUT));
        dialer.away = false;

        assertThat(connections.exchange(CORE, PINS, 0, List.of(new byte[] {7}), false, TIMEOUT))
                .containsExactly(new byte[] {7});
        assertThat(dialer.dials).hasValue(2);
    }
}
