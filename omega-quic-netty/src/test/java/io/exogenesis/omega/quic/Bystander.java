package io.exogenesis.omega.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** An honest viewer that goes on with its exchanges while others attack, and counts how they went. */
final class Bystander implements AutoCloseable {
    private final QuicConnection connection;
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean stopped;

    Bystander(Fixture fixture) {
        connection = fixture.connect();
        thread = Thread.ofVirtual().start(this::exchange);
        exchangesMore();
    }

    private void exchange() {
        for (int n = 0; !stopped; n++) {
            byte[] said = ("honest " + n).getBytes(UTF_8);
            try {
                List<byte[]> heard = connection.exchange(List.of(said), Fixture.PATIENCE);
                assertThat(heard).containsExactly(said);
                answered.incrementAndGet();
            } catch (QuicException | AssertionError e) {
                failed.add(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Waits until some more exchanges have ended, however. */
    void exchangesMore() {
        int before = answered.get() + failed.size();
        await().atMost(Fixture.PATIENCE).until(() -> answered.get() + failed.size() >= before + 3);
    }

    /** Some more exchanges went well, as all before. */
    void noticedNothing() {
        exchangesMore();
        assertThat(failed).isEmpty();
        assertThat(answered.get()).isPositive();
    }

    @Override
    public void close() {
        stopped = true;
        connection.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
