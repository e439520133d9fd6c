package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternId;
import java.util.Optional;

/**
 * A title as it stood in a list.
 *
 * @param pattern of the bank whose part of the score was the strongest, if one was
 * @param cause why it stood there
 * @param propensity probability with which it was chosen for its place, in (0, 1]; 1 where no chance was involved
 * @param approach what put it there, for the learner of which approach works
 */
public record ShownTitle(
        MediaId media, Optional<PatternId> pattern, Cause cause, double propensity, Approach approach) {

    /** Who gave a title its place. */
    public enum Cause {
        /** The score. */
        SCORE,
        /** A pattern on probation, to be judged by what becomes of it. */
        PROBATION,
        /** The bandit, to learn about what the viewer knows little of. */
        EXPLORATION
    }

    public ShownTitle {
        if (!(propensity > 0 && propensity <= 1)) {
            throw new InvalidValueException("a propensity is in (0, 1], not " + propensity);
        }
    }

    /** Of which nobody knows the approach. */
    public ShownTitle(MediaId media, Optional<PatternId> pattern, Cause cause, double propensity) {
        this(media, pattern, cause, propensity, Approach.UNKNOWN);
    }

    /** A title in its place by score alone. */
    public static ShownTitle byScore(MediaId media) {
        return new ShownTitle(media, Optional.empty(), Cause.SCORE, 1);
    }
}
