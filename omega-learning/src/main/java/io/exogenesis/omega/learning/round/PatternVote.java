package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;

/**
 * A raw pattern of the running epoch.
 *
 * @param pseudonym keyed pseudonym of the viewer; supporters are counted by it beyond the epoch
 * @param reputation of the viewer, in [0, 1]
 * @param receivedAt by the Core's clock
 * @param age epochs in which the viewer contributed before this one: time that an attacker has to spend, too
 */
public record PatternVote(
        ViewerId viewer,
        String pseudonym,
        long seq,
        ExogenesisPattern pattern,
        double reputation,
        Instant receivedAt,
        long age) {

    /** A vote of a viewer that is new. */
    public PatternVote(
            ViewerId viewer,
            String pseudonym,
            long seq,
            ExogenesisPattern pattern,
            double reputation,
            Instant receivedAt) {
        this(viewer, pseudonym, seq, pattern, reputation, receivedAt, 0);
    }
}
