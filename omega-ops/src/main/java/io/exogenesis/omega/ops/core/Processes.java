package io.exogenesis.omega.ops.core;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes in bounded time. */
final class Processes {
    /**
     * Liberty ends within 10 s of SIGTERM; while a call or a round is under way it waits up to 30 s for that first. After this the
     * process is killed.
     */
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(45);

    private Processes() {}

    /** SIGTERM, then SIGKILL; returns when the process is gone. */
    static void stop(ProcessHandle process) {
        stop(process, STOP_TIMEOUT);
    }

    /** @param patience between SIGTERM and SIGKILL */
    static void stop(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!ended(process, patience)) {
            kill(process);
        }
    }

    /** @throws CoreProblem if it does not end */
    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        if (!ended(process, STOP_TIMEOUT)) {
            throw CoreProblem.failed("process " + process.pid() + " does not end, not even by SIGKILL");
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw CoreProblem.failed("process " + process.pid() + " cannot be waited for: " + e.getMessage());
        }
    }
}
