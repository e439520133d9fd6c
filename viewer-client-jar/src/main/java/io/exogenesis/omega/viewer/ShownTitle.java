package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A title as it stood in a list.
 */
public final class ShownTitle {
    private final MediaId media;
    private final Optional<PatternId> pattern;
    private final Cause cause;
    private final double propensity;
    private final Approach approach;

    private ShownTitle(MediaId media, Optional<PatternId> pattern, Cause cause, double propensity, Approach approach) {
        if (!(propensity > 0 && propensity <= 1)) {
            throw new InvalidValueException("a propensity is in (0, 1], not " + propensity);
        }
        this.media = media;
        this.pattern = pattern;
        this.cause = cause;
        this.propensity = propensity;
        this.approach = approach;
    }

    public MediaId media() {
        return media;
    }

    /** The pattern of the bank whose part of the score was the strongest, if one was. */
    public Optional<PatternId> pattern() {
        return pattern;
    }

    /** Why it stood there. */
    public Cause cause() {
        return cause;
    }

    /** The probability with which it was chosen for its place, in (0, 1]; 1 where no chance was involved. */
    public double propensity() {
        return propensity;
    }

    /** What put it there, for the learner of which approach works. */
    public Approach approach() {
        return approach;
    }

    /** Who gave a title its place. */
    public enum Cause {
        /** The score. */
        SCORE,
        /** A pattern on probation, to be judged by what becomes of it. */
        PROBATION,
        /** The bandit, to learn about what the viewer knows little of. */
        EXPLORATION
    }

    /** A title of which nobody knows the approach. */
    public static ShownTitle of(MediaId media, Cause cause, double propensity) {
        return new ShownTitle(media, Optional.empty(), cause, propensity, Approach.UNKNOWN);
    }

    /** The same with the pattern of the bank that was the strongest part of its score. */
    public ShownTitle withPattern(PatternId id) {
        return new ShownTitle(media, Optional.of(id), cause, propensity, approach);
    }

    /** The same with what put it there. */
    public ShownTitle withApproach(Approach by) {
        return new ShownTitle(media, pattern, cause, propensity, by);
    }

    /** A title in its place by score alone. */
    public static ShownTitle byScore(MediaId media) {
        return of(media, Cause.SCORE, 1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ShownTitle o && parts().equals(o.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "ShownTitle" + parts();
    }

    private List<Object> parts() {
        return List.of(media, pattern, cause, propensity, approach);
    }
}
