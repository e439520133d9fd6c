package io.exogenesis.omega.ops.core;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor does now: {@code DATA/supervisor.json}. It stays behind when the supervisor is killed, so that the next one
 * knows that the Core which still runs was in its care, and on which ports.
 *
 * @param pid process id of the supervisor
 * @param since instant of its start, ISO-8601
 * @param restarts how often it started a Core again
 * @param ready whether it has seen the present Core become ready: an end is from then on not a start that failed
 * @param nextStart instant of the next start while it waits, else absent
 */
record Supervision(
        long pid,
        String since,
        int http,
        int https,
        int quic,
        int restarts,
        boolean ready,
        @Nullable String nextStart) {
    static Supervision begin(Instant now, CorePorts ports, int restarts) {
        String since = now.truncatedTo(ChronoUnit.SECONDS).toString();
        long pid = ProcessHandle.current().pid();
        return new Supervision(pid, since, ports.http(), ports.https(), ports.quic(), restarts, false, null);
    }

    CorePorts ports() {
        return new CorePorts(http, https, quic);
    }

    /** A Core is started again: one restart more, and no waiting. */
    Supervision restarted() {
        return new Supervision(pid, since, http, https, quic, restarts + 1, false, null);
    }

    Supervision becameReady() {
        return new Supervision(pid, since, http, https, quic, restarts, true, null);
    }

    Supervision waitingUntil(Instant next) {
        String at = next.truncatedTo(ChronoUnit.SECONDS).toString();
        return new Supervision(pid, since, http, https, quic, restarts, false, at);
    }
}
