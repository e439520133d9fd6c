package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.ViewerId;
import java.util.Optional;

/**
 * What a round decided about one contribution. Rounds of one epoch see the same contributions again: the first decision that
 * is {@link Outcome#settled()} is the one that counts.
 *
 * @param pattern the consolidated pattern it now stands behind, if it does
 * @param reason one line for a person
 */
public record Decision(ViewerId viewer, long seq, Outcome outcome, Optional<PatternId> pattern, String reason) {

    /** The four ends a contribution can come to. */
    public enum Outcome {
        /**
         * Takes part in a consolidated pattern or in the item model. A pattern on probation counts: the contribution is in the
         * bank, and what a jury makes of the pattern later does not change what became of the contribution.
         */
        ADMITTED,
        /** Takes part in nothing and never will: without reputation, or like a pattern that a jury refused. */
        REFUSED,
        /** More viewers or more time may change it. */
        WAITING,
        /** The epoch ended while it waited, or a newer one took its place. */
        EXPIRED;

        public boolean settled() {
            return this != WAITING;
        }
    }
}
