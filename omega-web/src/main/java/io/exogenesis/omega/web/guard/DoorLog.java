package io.exogenesis.omega.web.guard;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.web.problem.Problem;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.v1.SyncResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Turns requests away at the door: each is counted in {@code omega_door_refused_total{reason}}, and of each reason the log has
 * one line a minute that says how many there were. Foreign input decides how often this is called.
 */
@Singleton
public class DoorLog {
    private static final Logger LOG = Logger.getLogger(DoorLog.class.getName());
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final CoreMetrics metrics;
    private final InstantSource clock;
    private final Map<String, Sample> samples = new ConcurrentHashMap<>();

    @Inject
    public DoorLog(CoreMetrics metrics, InstantSource clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Counts a request that was refused elsewhere. */
    public void count(String reason) {
        metrics.refusedAtDoor(reason);
        long before = samples.computeIfAbsent(reason, r -> new Sample()).next(clock.millis());
        if (before >= 0) {
            LOG.log(
                    Level.INFO,
                    "Turned away at the door: {0} ({1} more of this kind since the last such line)",
                    new Object[] {reason, Long.toString(before)});
        }
    }

    /** Answers with the refusal and ends the connection. */
    void refused(HttpServletResponse response, RefusedException refusal) {
        end(response, Problem.refused(refusal.code(), refusal.line(), refusal.retryAfter()));
    }

    /** The same as the one frame of a sync's answer. */
    void refusedSync(HttpServletResponse response, RefusedException refusal) {
        count(refusal.code().name());
        byte[] answer = SyncResponse.newBuilder()
                .addFrames(Refusals.refusal(
                        refusal.code(), refusal.line(), refusal.retryAfter().toMillis()))
                .build()
                .toByteArray();
        try {
            response.setContentType("application/x-protobuf");
            response.setHeader("Connection", "close");
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        } catch (IOException e) {
            LOG.log(Level.FINE, "a refusal was not heard", e);
        }
    }

    /** Answers that the body did not come in time, and ends the connection. */
    void late(HttpServletResponse response) {
        end(response, new Problem(408, "TIMEOUT", "the body did not arrive in time"));
    }

    private void end(HttpServletResponse response, Problem problem) {
        count(problem.code());
        try {
            problem.end(response);
        } catch (IOException e) {
            // whoever it was has gone; the count above tells
            LOG.log(Level.FINE, "a refusal was not heard", e);
        }
    }

    /** Lets one through a minute and says how many it did not. */
    private static final class Sample {
        private long quietUntil = Long.MIN_VALUE;
        private long unsaid;

        /** How many went unsaid before this one, which is to be said; -1: it is not. */
        synchronized long next(long now) {
            if (now < quietUntil) {
                unsaid++;
                return -1;
            }
            long before = unsaid;
            unsaid = 0;
            quietUntil = now + QUIET.toMillis();
            return before;
        }
    }
}
