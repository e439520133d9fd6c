package io.exogenesis.omega.lab.simulate;

import io.exogenesis.omega.lab.load.Outcome;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * The measured part: an open loop. A sync that is due begins on a virtual thread of its own, whether or not those before it were answered;
 * one whose viewer is still at its former one waits for it, and its latency runs meanwhile.
 */
final class LoadRun {
    /** What a Core tells its viewers unless it is under load. */
    private static final long USUAL_PAUSE_MILLIS = 60_000;

    /** For those under way at the end: what a sync takes at most, with all its tries. */
    private static final Duration LAST = Duration.ofSeconds(60);

    /** While nobody is due, a viewer that heeds the Core may become so. */
    private static final long LOOK_NANOS = 10_000_000;

    private final SimulateOptions options;
    private final List<SimViewer> viewers;
    private final Terminal terminal;
    private final LongAdder steered = new LongAdder();

    LoadRun(SimulateOptions options, List<SimViewer> viewers, Terminal terminal) {
        this.options = options;
        this.viewers = viewers;
        this.terminal = terminal;
    }

    /** @param halfTime is done once, on a thread of its own, when half of the time is over */
    LoadLog run(Runnable halfTime) {
        long start = System.nanoTime();
        long end = start + options.duration().toNanos();
        long half = start + options.duration().toNanos() / 2;
        LoadLog log = new LoadLog(start);
        Schedule schedule =
                Schedule.spread(viewers.size(), start, options.syncInterval().toNanos(), new Random(options.seed()));
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("sync-", 0).factory());
        boolean halfDone = false;
        try (Progress progress =
                terminal.progress("seconds of load", options.duration().toSeconds())) {
            while (System.nanoTime() < end) {
                if (!halfDone && System.nanoTime() >= half) {
                    halfDone = true;
                    threads.execute(halfTime);
                }
                Schedule.Turn turn = schedule.takeBefore(Math.min(end, System.nanoTime() + LOOK_NANOS));
                if (turn == null) {
                    LockSupport.parkNanos(LOOK_NANOS / 2);
                } else {
                    await(turn.due());
                    log.due(turn.due());
                    if (!options.heed()) {
                        schedule.add(new Schedule.Turn(
                                turn.due() + options.syncInterval().toNanos(), turn.viewer()));
                    }
                    threads.execute(() -> sync(turn, log, schedule));
                }
                progress.at(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
            }
        }
        finish(threads);
        return log;
    }

    /** One that is late goes at once; none is left out. */
    private static void await(long due) {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    private void sync(Schedule.Turn turn, LoadLog log, Schedule schedule) {
        SimViewer viewer = viewers.get(turn.viewer());
        Outcome outcome = Outcome.FAILED;
        try {
            outcome = viewer.sync(true);
        } catch (RuntimeException e) {
            System.getLogger(LoadRun.class.getName()).log(System.Logger.Level.DEBUG, "a sync failed", e);
        } finally {
            log.ended(turn.due(), System.nanoTime(), outcome);
        }
        long told = viewer.toldMillis();
        if (told > 0 && told != USUAL_PAUSE_MILLIS) {
            steered.increment();
        }
        if (options.heed()) {
            long pause = told > 0 ? told : options.syncInterval().toMillis();
            schedule.add(new Schedule.Turn(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause), turn.viewer()));
        }
    }

    private static void finish(ExecutorService threads) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulateException("interrupted", e);
        }
    }

    /** Syncs whose answer named another pause than the usual one. */
    long steered() {
        return steered.sum();
    }
}
