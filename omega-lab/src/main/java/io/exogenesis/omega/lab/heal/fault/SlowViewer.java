package io.exogenesis.omega.lab.heal.fault;

import io.exogenesis.omega.core.stream.Announcement;
import io.exogenesis.omega.core.stream.Announcer;
import io.exogenesis.omega.core.stream.EventSink;
import io.exogenesis.omega.core.stream.Listener;
import io.exogenesis.omega.lab.heal.subject.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Viewers open event streams and read nothing: what the network keeps for them is full, so each write to them waits and holds a thread of
 * the server until the connection is ended.
 */
final class SlowViewer implements Fault {
    private static final int LEAST = 1;
    private static final int MOST = 1_000;

    private final Subject subject;
    private final int viewers;
    private final List<StandingStill> connections = new ArrayList<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("slow-", 0).factory());

    SlowViewer(Subject subject, SplittableRandom random) {
        this.subject = subject;
        this.viewers = (int) Math.round(Math.exp(random.nextDouble(Math.log(LEAST), Math.log(MOST))));
    }

    @Override
    public String inject() {
        Announcer announcer = subject.core().get(Announcer.class);
        for (int v = 0; v < viewers; v++) {
            StandingStill connection = new StandingStill();
            connections.add(connection);
            announcer.join(new Listener("slow-" + v, () -> {}, connection, threads), null);
        }
        return viewers == 1 ? "a viewer does not read its events" : viewers + " viewers do not read their events";
    }

    @Override
    public List<String> broken() {
        long held = connections.stream().filter(c -> !c.isClosed()).count();
        return held == 0 ? List.of() : List.of("streams are held open by viewers who do not read: " + held);
    }

    /** A slow reader keeps no round from being committed. */
    @Override
    public boolean concernsRounds() {
        return false;
    }

    @Override
    public void close() {
        connections.forEach(StandingStill::close);
        threads.shutdownNow();
    }

    /** Takes nothing. */
    private static final class StandingStill implements EventSink {
        private final CountDownLatch closed = new CountDownLatch(1);

        private CompletionStage<?> never() {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            }
            throw new IllegalStateException("closed");
        }

        @Override
        public CompletionStage<?> send(Announcement news) {
            return never();
        }

        @Override
        public CompletionStage<?> send(String event, String data) {
            return never();
        }

        @Override
        public CompletionStage<?> comment(String text) {
            return never();
        }

        @Override
        public boolean isClosed() {
            return closed.getCount() == 0;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
