package io.exogenesis.omega.core.healing.sense;

import io.exogenesis.omega.core.metrics.RoundStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Follows what rounds have still to read, by the counts of contributions at the ticks: a committed round has read what was acknowledged
 * before it began. Off by what comes within one tick.
 */
final class BacklogSensor {
    private long readBefore;
    private long atRoundsBegin;
    private Duration beganAt = Duration.ZERO;
    private Optional<Instant> running = Optional.empty();
    private Optional<Instant> committed = Optional.empty();
    private long last;
    private Duration oldest = Duration.ZERO;
    private Duration lastTick = Duration.ZERO;

    /**
     * @param accepted contributions acknowledged since the start
     * @param rounds how rounds go
     * @param now monotonic
     */
    Sample.Backlog read(long accepted, RoundStatus rounds, Duration now) {
        if (!rounds.lastSuccess().equals(committed)) {
            committed = rounds.lastSuccess();
            // A round that came and went between two ticks was never seen running.
            boolean seen = running.isPresent();
            readBefore = seen ? atRoundsBegin : last;
            oldest = seen ? beganAt : lastTick;
        }
        Optional<Instant> since = rounds.running().map(RoundStatus.Running::since);
        if (since.isPresent() && !since.equals(running)) {
            atRoundsBegin = last;
            beganAt = lastTick;
        }
        running = since;
        if (last <= readBefore && accepted > readBefore) {
            oldest = now;
        }
        last = accepted;
        lastTick = now;
        long waiting = accepted - readBefore;
        return new Sample.Backlog(waiting, waiting == 0 ? 0 : now.minus(oldest).toNanos() / 1e9);
    }
}
