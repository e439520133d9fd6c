package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.vector.ContentSpace;
import java.time.Instant;
import java.util.Set;

/**
 * Under what a round decides, beside the contributions.
 *
 * @param content the catalogue; may be empty, then there is no item model
 * @param endOfEpoch fold the samples into the sketch, expire what still waits; the caller erases the raw contributions
 * @param now by the Core's clock
 * @param anchored titles that the operator vouches for: they grow faster, and no audit refutes them
 */
public record RoundConditions(ContentSpace content, boolean endOfEpoch, Instant now, Set<MediaId> anchored) {
    public RoundConditions {
        anchored = Set.copyOf(anchored);
    }

    /** A round without anchored titles. */
    public RoundConditions(ContentSpace content, boolean endOfEpoch, Instant now) {
        this(content, endOfEpoch, now, Set.of());
    }
}
