package io.exogenesis.omega.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Does a piece of work again and again until it succeeds once, with the pauses of a {@link Backoff}. One attempt at a time;
 * readers see the outcome of the newest.
 */
public final class RetryLoop {
    /** Runs work later, on a thread of its own. */
    @FunctionalInterface
    public interface Scheduler {
        void after(Duration pause, Runnable work);
    }

    private record State(int failures, String failure, Optional<Instant> next) {}

    private final Runnable work;
    private final Backoff pauses;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private volatile State state = new State(0, "", Optional.empty());
    private boolean over;

    /** @param work throws an unchecked exception with one line when it failed */
    public RetryLoop(Runnable work, Backoff pauses, Scheduler scheduler, InstantSource clock) {
        this.work = work;
        this.pauses = pauses;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** One attempt, now and in the caller's thread; after a failure the next one is scheduled. */
    public synchronized void run() {
        if (over) {
            return;
        }
        try {
            work.run();
            over = true;
            state = new State(0, "", Optional.empty());
        } catch (RuntimeException e) {
            int failures = state.failures() + 1;
            Duration pause = pauses.after(failures);
            state = new State(
                    failures,
                    String.valueOf(e.getMessage()),
                    Optional.of(clock.instant().plus(pause)));
            scheduler.after(pause, this::run);
        }
    }

    /** No attempt begins from now on; waits for one that runs. */
    public synchronized void stop() {
        over = true;
        state = new State(state.failures(), state.failure(), Optional.empty());
    }

    /** In a row until now; 0 after success. */
    public int failures() {
        return state.failures();
    }

    /** One line about the newest failure; empty before the first and after success. */
    public String failure() {
        return state.failure();
    }

    /** When the next attempt is due; empty when there is none. */
    public Optional<Instant> next() {
        return state.next();
    }
}
