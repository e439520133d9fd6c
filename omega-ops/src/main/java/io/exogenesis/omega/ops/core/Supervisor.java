package io.exogenesis.omega.ops.core;

import io.exogenesis.omega.journal.DirectoryLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a Core alive: a small process of its own ({@code ./omega core start} leaves it behind) whose child is the Core, so that it
 * sees how the Core ends, writes that down and starts it again. SIGTERM ends the Core first and the supervisor then. If the
 * supervisor itself is killed the Core goes on, and the next {@code core start} takes it into care.
 *
 * <p>Two threads: the one that keeps, and the hook of SIGTERM. {@code stopping} is set under the lock under which a Core is
 * launched, so no Core is launched behind the hook's back.
 */
public final class Supervisor {
    /** Marks the supervisor's process in the table of processes, with the directory that it cares for. */
    static final String MARK = "-Domega.supervises=";

    private final CoreDirectory data;
    private final Supplier<? extends CoreLife> launcher;
    private final RestartPolicy policy;
    private final InstantSource clock;
    private final SupervisorLog log;
    private final Object lock = new Object();
    private Supervision state;
    private @Nullable CoreLife life;
    private boolean stopping;

    Supervisor(CoreDirectory data, CorePorts ports, Supplier<? extends CoreLife> launcher, InstantSource clock) {
        this.data = data;
        this.launcher = launcher;
        this.clock = clock;
        this.policy = new RestartPolicy(clock);
        this.log = new SupervisorLog(data.supervisorLog(), clock);
        this.state = Supervision.begin(clock.instant(), ports, 0);
    }

    /**
     * The process.
     *
     * @param args data directory, install, HTTP, HTTPS and QUIC port, process id of a Core that runs already (0: none)
     */
    public static void main(String[] args) {
        CoreDirectory data = new CoreDirectory(Path.of(args[0]));
        // Held until this process ends, however it ends.
        DirectoryLock.acquire(data.supervisorHome(), "the supervisor's directory");
        CoreInstall install = new CoreInstall(Path.of(args[1]));
        CorePorts ports =
                new CorePorts(Integer.parseInt(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        Supervisor supervisor = new Supervisor(
                data, ports, () -> CoreProcess.start(install, data.path(), ports, Map.of()), InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stop-core"));
        boolean stopped = ProcessHandle.of(Long.parseLong(args[5]))
                .map(orphan -> supervisor.adopt(CoreProcess.of(data, ports, orphan)))
                .orElseGet(supervisor::keep);
        System.exit(stopped ? 0 : 1);
    }

    /** Launches a Core and keeps it alive. Answers whether it was stopped; otherwise it gave up. */
    boolean keep() {
        log.line("starts the Core");
        return keep(launcher);
    }

    /** Takes a running Core, whose supervisor has ended, into care. Answers as {@link #keep()} does. */
    boolean adopt(CoreLife orphan) {
        log.line("takes the running Core into care");
        int before = data.supervision().read().map(Supervision::restarts).orElse(0);
        state = Supervision.begin(clock.instant(), state.ports(), before);
        return keep(() -> orphan);
    }

    private boolean keep(Supplier<? extends CoreLife> first) {
        remember(() -> data.supervision().write(state));
        Optional<CoreEnd> end = live(first);
        while (end.isPresent()) {
            Optional<Duration> pause = policy.ended();
            CoreEnd seen = end.get().supervised(state.restarts(), pause.isEmpty());
            remember(() -> data.lastEnd().write(seen));
            if (pause.isEmpty()) {
                return giveUp(seen);
            }
            log.line("the Core ended: " + seen.reason() + "; it is started again in "
                    + pause.get().toSeconds() + " s");
            end = rest(pause.get()) ? live(launcher) : Optional.empty();
        }
        return true;
    }

    private boolean giveUp(CoreEnd last) {
        log.line("gives up after " + RestartPolicy.MOST_FAILED_STARTS
                + " starts in a row that did not become ready; the last: " + last.reason());
        synchronized (lock) {
            stopping = true;
        }
        remember(data::forget);
        return false;
    }

    /** One life; empty if it ended because the supervisor was stopped. */
    private Optional<CoreEnd> live(Supplier<? extends CoreLife> launch) {
        boolean ready = false;
        OptionalInt exit = OptionalInt.empty();
        @Nullable String problem = null;
        try {
            @Nullable CoreLife begun = begin(launch);
            if (begun == null) {
                return Optional.empty();
            }
            problem = becomeReady(begun);
            ready = problem == null;
            exit = begun.untilEnd();
        } catch (CoreProblem e) {
            problem = e.getMessage();
        }
        synchronized (lock) {
            life = null;
            if (stopping) {
                return Optional.empty();
            }
        }
        String reason = problem == null ? EndReason.of(exit, data) : problem;
        return Optional.of(CoreEnd.of(clock.instant(), exit, reason, ready));
    }

    private @Nullable CoreLife begin(Supplier<? extends CoreLife> launch) {
        synchronized (lock) {
            life = stopping ? null : launch.get();
            return life;
        }
    }

    /** Why it did not become ready; null if it did. */
    private @Nullable String becomeReady(CoreLife begun) {
        try {
            begun.untilReady();
            policy.ready();
            remember(() -> data.supervision().write(state.becameReady()));
            log.line("the Core is ready");
            return null;
        } catch (CoreProblem e) {
            begun.stop(); // a server without its application stays up, and in the way of the next
            return e.getMessage();
        }
    }

    /** Waits before the next start; false if it is stopped meanwhile. */
    private boolean rest(Duration pause) {
        synchronized (lock) {
            if (!stopping) {
                Instant next = clock.instant().plus(pause);
                remember(() -> data.supervision().write(state.waitingUntil(next)));
            }
            long until = System.nanoTime() + pause.toNanos();
            try {
                for (long left = pause.toNanos(); !stopping && left > 0; left = until - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            if (!stopping) {
                state = state.restarted();
                remember(() -> data.supervision().write(state));
            }
            return !stopping;
        }
    }

    /** A state that cannot be written (a full disk) must not end the keeping: the log says so. */
    private void remember(Runnable write) {
        try {
            write.run();
        } catch (CoreProblem e) {
            log.line(String.valueOf(e.getMessage()));
        }
    }

    /** Ends the Core, then the keeping. Called from the hook of SIGTERM. */
    void stop() {
        @Nullable CoreLife last;
        synchronized (lock) {
            if (stopping) {
                return;
            }
            stopping = true;
            last = life;
            lock.notifyAll();
        }
        if (last != null) {
            last.stop();
        }
        remember(data::forget);
        log.line("stopped");
    }
}
