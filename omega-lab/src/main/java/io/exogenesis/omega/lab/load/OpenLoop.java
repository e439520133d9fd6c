package io.exogenesis.omega.lab.load;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sends requests at the times of a Poisson process, each on a virtual thread of its own: a request that is due is sent even if those
 * before it wait for their answers. Latencies go into a {@link Timeline}, from the time at which each request was due.
 */
public final class OpenLoop implements AutoCloseable {
    /** Requests under way; beyond, a request fails at once. Some seconds of a Core that answers nobody. */
    private static final int MOST_UNDER_WAY = 20_000;
    /** For those that are under way at the end. */
    private static final Duration LAST = Duration.ofSeconds(5);

    private final Supplier<Outcome> request;
    private final RandomGenerator random;
    private final Timeline timeline = new Timeline();
    private final AtomicInteger underWay = new AtomicInteger();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("load-", 0).factory());
    private final Thread clock;
    private volatile double perSecond;
    private volatile boolean over;

    /**
     * Begins to send.
     *
     * @param perSecond mean number of requests; may be changed by {@link #rate}
     * @param request one request, on the thread that calls; throws when it fails
     */
    public OpenLoop(double perSecond, Supplier<Outcome> request, RandomGenerator random) {
        this.perSecond = perSecond;
        this.request = request;
        this.random = random;
        this.clock = Thread.ofPlatform().daemon().name("load-clock").start(this::run);
    }

    private void run() {
        long due = System.nanoTime();
        while (!over) {
            due += gap(perSecond, random);
            // A clock that was late sends what is due at once; no request is left out.
            for (long wait = due - System.nanoTime(); wait > 0 && !over; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            if (!over) {
                send(due);
            }
        }
    }

    /** Nanoseconds to the next event of a Poisson process. */
    static long gap(double perSecond, RandomGenerator random) {
        return Math.max(1, (long) (random.nextExponential() * 1e9 / perSecond));
    }

    private void send(long due) {
        timeline.due(due);
        if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
            underWay.decrementAndGet();
            timeline.ended(due, System.nanoTime(), Outcome.FAILED);
            return;
        }
        threads.execute(() -> {
            Outcome outcome = Outcome.FAILED;
            try {
                outcome = request.get();
            } catch (RuntimeException e) {
                System.getLogger(OpenLoop.class.getName())
                        .log(System.Logger.Level.DEBUG, "a request of the load failed", e);
            } finally {
                underWay.decrementAndGet();
                timeline.ended(due, System.nanoTime(), outcome);
            }
        });
    }

    /** From now on so many a second. */
    public void rate(double perSecond) {
        this.perSecond = perSecond;
    }

    public Timeline timeline() {
        return timeline;
    }

    /** No request is sent from now on; waits some seconds for those under way. */
    @Override
    public void close() {
        over = true;
        LockSupport.unpark(clock);
        try {
            clock.join();
            threads.shutdown();
            if (!threads.awaitTermination(LAST.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
