package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.InvalidValueException;

/**
 * How one skill relates to another.
 *
 * @param from the skill spoken about
 * @param to the one that it needs, may be replaced by, is refined by or is composed of
 * @param weight finite, ≥ 0; larger is stronger
 */
public record SkillLink(long from, long to, Kind kind, double weight) {
    /** The four relations of the original library. */
    public enum Kind {
        PREREQUISITE,
        ALTERNATIVE,
        REFINEMENT,
        COMPOSITION
    }

    public SkillLink {
        if (from == to) {
            throw new InvalidValueException("a skill cannot be linked to itself: " + from);
        }
        if (!(weight >= 0) || !Double.isFinite(weight)) {
            throw new InvalidValueException("a link's weight is finite and not negative, not " + weight);
        }
    }
}
