package io.exogenesis.omega.core.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of rounds at one instant.
 *
 * @param running the round that runs now
 * @param lastSuccess end of the newest committed round of this process
 * @param failures failed rounds since the last committed one
 * @param failingSince end of the first of them
 * @param lastFailure why the newest of them failed, one line; empty after a success
 * @param postponed why the newest attempt could not begin, one line; empty when it could
 * @param nextAttempt when the timer calls for a round again; in the past while its round runs, empty while it is off
 */
public record RoundStatus(
        Optional<Running> running,
        Optional<Instant> lastSuccess,
        int failures,
        Optional<Instant> failingSince,
        String lastFailure,
        String postponed,
        Optional<Instant> nextAttempt) {
    static final RoundStatus NOTHING_YET =
            new RoundStatus(Optional.empty(), Optional.empty(), 0, Optional.empty(), "", "", Optional.empty());

    /**
     * A round on its way.
     *
     * @param phase what it does now, empty before the first phase
     * @param done of {@code total} steps of the round; both 0 where they are not known
     */
    public record Running(Instant since, String phase, long done, long total) {
        /** Of the steps, 0 to 1; 0 where it is not known. */
        public double share() {
            return total <= 0 ? 0 : Math.clamp((double) done / total, 0, 1);
        }
    }

    /** Whether rounds have failed, and none succeeded, for longer than this. */
    public boolean failingLongerThan(Duration grace, Instant now) {
        return failingSince.map(since -> now.isAfter(since.plus(grace))).orElse(false);
    }

    RoundStatus begun(Instant at) {
        return running(new Running(at, "", 0, 0));
    }

    RoundStatus inPhase(String name, long done, long total, Instant now) {
        return running(new Running(running.map(Running::since).orElse(now), name, done, total));
    }

    private RoundStatus running(Running r) {
        return new RoundStatus(
                Optional.of(r), lastSuccess, failures, failingSince, lastFailure, postponed, nextAttempt);
    }

    RoundStatus afterSuccess(Instant at) {
        return new RoundStatus(Optional.empty(), Optional.of(at), 0, Optional.empty(), "", "", nextAttempt);
    }

    RoundStatus afterPostponement(String why) {
        return new RoundStatus(Optional.empty(), lastSuccess, failures, failingSince, lastFailure, why, nextAttempt);
    }

    RoundStatus afterFailure(Instant at, String why) {
        return new RoundStatus(
                Optional.empty(),
                lastSuccess,
                failures + 1,
                Optional.of(failingSince.orElse(at)),
                why,
                "",
                nextAttempt);
    }

    RoundStatus withNextAttempt(Instant at) {
        return new RoundStatus(running, lastSuccess, failures, failingSince, lastFailure, postponed, Optional.of(at));
    }
}
