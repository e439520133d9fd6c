package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.defence.Moderation;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.time.Instant;

/**
 * Under what a round decides, beside the contributions.
 *
 * @param content the catalogue; may be empty, then there is no item model
 * @param endOfEpoch fold the samples into the sketch, expire what still waits; the caller erases the raw contributions
 * @param now by the Core's clock
 * @param moderation what the operator says about titles
 * @param orders what the operator says about patterns
 */
public record RoundConditions(
        ContentSpace content, boolean endOfEpoch, Instant now, Moderation moderation, PatternOrders orders) {
    /** A round in which the operator says nothing about patterns. */
    public RoundConditions(ContentSpace content, boolean endOfEpoch, Instant now, Moderation moderation) {
        this(content, endOfEpoch, now, moderation, PatternOrders.NONE);
    }

    /** A round in which the operator says nothing. */
    public RoundConditions(ContentSpace content, boolean endOfEpoch, Instant now) {
        this(content, endOfEpoch, now, Moderation.NONE);
    }
}
