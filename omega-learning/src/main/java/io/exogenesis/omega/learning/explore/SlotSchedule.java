package io.exogenesis.omega.learning.explore;

import io.exogenesis.omega.learning.LearningException;

/**
 * Which showings, counted from 0, are spent on something else than the best guess: evenly spread, and never more than {@code
 * share} of the showings so far, after however many.
 *
 * <p>A schedule instead of a coin: a viewer that sees fifty titles must not get five of two percent by bad luck.
 *
 * @param share in [0, 1]
 * @param phase in [0, 1), shifts the slots, so that not all viewers have theirs at the same place
 */
public record SlotSchedule(double share, double phase) {
    public SlotSchedule {
        if (!(share >= 0 && share <= 1) || !(phase >= 0 && phase < 1)) {
            throw new LearningException("a share is in [0, 1] and a phase in [0, 1), not " + share + " and " + phase);
        }
    }

    /** Slots among the first {@code n} showings, at most {@code share · n}. */
    public long among(long n) {
        return Math.max(0, (long) Math.floor(share * n - phase));
    }

    /** Whether showing {@code n} is one. */
    public boolean takes(long n) {
        return among(n + 1) > among(n);
    }
}
