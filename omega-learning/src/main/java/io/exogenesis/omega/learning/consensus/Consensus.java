package io.exogenesis.omega.learning.consensus;

import java.time.Duration;
import java.time.Instant;

/**
 * Admission of clusters (LEARNING.md §4, step 4). Distinct viewers are counted, never patterns, and self-reported success
 * decides nothing. As long as no jury of non-supporters exists, all admissions are provisional and say so.
 *
 * @param minVoters distinct supporters that a cluster needs
 * @param votingWindow least time a new cluster stays open for dissent
 */
public record Consensus(int minVoters, Duration votingWindow) {
    private static final String NO_JURY = "admitted provisionally, no jury yet: ";

    /** A cluster that resembles nothing in the bank. */
    public Verdict onNew(int supporters, Instant firstVote, Instant now) {
        if (supporters < minVoters) {
            return new Verdict.TooFew(supporters, minVoters);
        }
        Instant closes = firstVote.plus(votingWindow);
        if (closes.isAfter(now)) {
            return new Verdict.Open(closes);
        }
        return new Verdict.Admit(NO_JURY + supporters + " distinct viewers agree");
    }

    /** A cluster around a pattern of the bank; {@code carried} of its supporters are from earlier epochs. */
    public Verdict onKnown(int supporters, int carried) {
        if (supporters < minVoters) {
            return new Verdict.TooFew(supporters, minVoters);
        }
        return new Verdict.Admit(NO_JURY + supporters + " distinct viewers agree"
                + (carried > 0 ? ", " + carried + " of them since earlier epochs" : ""));
    }
}
