package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.RoundRecord;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a round: {@link RoundLoad}, {@link RoundDecide}, {@link RoundStore}, {@link RoundAnnounce}. One at a time.
 *
 * <p>Pushes and withdrawals go on meanwhile. When a withdrawal took back something that the round has read, nothing is committed
 * and the same contributions are decided about again without it, which costs what the withdrawal touched; so what was
 * acknowledged as withdrawn is in no round that is committed afterwards. A viewer meets a round once, since what it pushes and
 * takes back afterwards is not in it. When {@value #FREE_ATTEMPTS} attempts were met, by as many viewers, withdrawals wait while
 * what the last of them touched is decided again, and that is committed.
 */
@Singleton
public class RoundRunner {
    /**
     * Viewers who withdraw one after the other must not keep rounds from ending. The first attempt may take a minute, each
     * further one what some withdrawals touch: honest ones hardly ever meet so many.
     */
    private static final int FREE_ATTEMPTS = 5;
    /** Of an attempt: reading, deciding, writing. */
    private static final int STEPS = 3;

    private final RoundLoad load;
    private final RoundDecide decide;
    private final RoundStore store;
    private final RoundAnnounce announce;
    private final InstantSource clock;
    private final ReentrantLock one = new ReentrantLock();
    /** Guards what follows. */
    private final Object interruption = new Object();

    private @Nullable Thread running;
    private boolean interrupted;

    @Inject
    public RoundRunner(
            RoundLoad load, RoundDecide decide, RoundStore store, RoundAnnounce announce, InstantSource clock) {
        this.load = load;
        this.decide = decide;
        this.store = store;
        this.announce = announce;
        this.clock = clock;
    }

    /** A round of the timer: it ends the epoch when the epoch is over. */
    public RoundRecord runScheduled() {
        return runNow(false);
    }

    /**
     * A round on demand. It ends the epoch if asked, or if that is over by {@code omega.aggregate.epoch}.
     *
     * @param endOfEpoch erase the raw contributions afterwards, but for samples that stand; what still waited is then decided as expired
     * @throws RefusedException {@code UNAVAILABLE} while titles wait for their embedding, or for the log of contributions
     */
    public RoundRecord runNow(boolean endOfEpoch) {
        return alone(() -> {
            runs(Thread.currentThread());
            try {
                return announce.watched(clock.instant(), () -> run(endOfEpoch));
            } finally {
                runs(null);
            }
        });
    }

    /** Whether a round runs, or other work that must not meet one. */
    public boolean busy() {
        return one.isLocked();
    }

    /** Interrupts what the running round waits for; a round that fails changes nothing. Nothing happens if none runs. */
    public void interrupt() {
        synchronized (interruption) {
            if (running != null) {
                interrupted = true;
                running.interrupt();
            }
        }
    }

    /** An interruption was meant for the round alone, not for what its thread does next. */
    private void runs(@Nullable Thread thread) {
        synchronized (interruption) {
            running = thread;
            if (interrupted) {
                interrupted = false;
                boolean ignored = Thread.interrupted();
            }
        }
    }

    /** Does work that must not meet a round, nor anything else that moves the bank's head. */
    public <T> T alone(Supplier<T> work) {
        one.lock();
        try {
            return work.get();
        } finally {
            one.unlock();
        }
    }

    private RoundRecord run(boolean endOfEpoch) {
        Instant startedAt = clock.instant();
        long start = System.nanoTime();
        phase("reading", 0, 0);
        RoundLoad.Loaded loaded = load.load(endOfEpoch, startedAt);
        for (int attempt = 0; attempt < FREE_ATTEMPTS; attempt++) {
            Optional<RoundRecord> done = attempt(loaded, start, attempt);
            if (done.isPresent()) {
                return done.get();
            }
            load.again();
        }
        return store.withoutWithdrawals(() -> {
                    load.again();
                    return attempt(loaded, start, FREE_ATTEMPTS);
                })
                .orElseThrow(() -> new CoreException("a withdrawal came while withdrawals were held back"));
    }

    /** Empty if a withdrawal met it. */
    private Optional<RoundRecord> attempt(RoundLoad.Loaded loaded, long start, int number) {
        phase("deciding", 1, number);
        RoundDecide.Decided decided = decide.decide(loaded);
        phase("writing", 2, number);
        Optional<RoundRecord> stored = store.store(decided, Duration.ofNanos(System.nanoTime() - start));
        stored.ifPresent(record -> announce.announce(decided, record));
        return stored;
    }

    private void phase(String name, int done, int attempt) {
        announce.phase(attempt == 0 ? name : name + " again", done, STEPS);
    }
}
