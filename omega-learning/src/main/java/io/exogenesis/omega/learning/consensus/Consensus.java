package io.exogenesis.omega.learning.consensus;

import java.time.Duration;
import java.time.Instant;

/**
 * Admission of clusters (LEARNING.md §4, step 4). Distinct viewers are counted, never patterns, and self-reported success
 * decides nothing. Enough viewers bring a cluster into the bank on probation; only a {@link Jury} of others admits or refuses
 * it, and without jurors probation goes on.
 *
 * @param minVoters distinct supporters that a cluster needs
 * @param votingWindow least time a new cluster stays open for dissent
 */
public record Consensus(int minVoters, Duration votingWindow) {

    /** Whether a cluster that resembles nothing in the bank may enter it. */
    public Verdict onNew(int supporters, Instant firstVote, Instant now) {
        if (supporters < minVoters) {
            return new Verdict.TooFew(supporters, minVoters);
        }
        Instant closes = firstVote.plus(votingWindow);
        if (closes.isAfter(now)) {
            return new Verdict.Open(closes);
        }
        return new Verdict.Enter(supporters, 0);
    }

    /** Whether a pattern of the bank stays in it; {@code carried} of its supporters are from earlier epochs. */
    public Verdict onKnown(int supporters, int carried) {
        return supporters < minVoters
                ? new Verdict.TooFew(supporters, minVoters)
                : new Verdict.Enter(supporters, carried);
    }

    /** What its jury makes of a pattern that enough viewers stand behind; {@code again}: when its like may enter again. */
    public static Verdict onTrial(Verdict.Enter entered, Trial trial, long again) {
        return switch (trial.standing()) {
            case PROBATION -> new Verdict.Probation(entered, trial.count());
            case ADMITTED -> new Verdict.Admit(entered, trial.count());
            case REFUSED -> new Verdict.Refuse(trial.count(), again);
        };
    }
}
