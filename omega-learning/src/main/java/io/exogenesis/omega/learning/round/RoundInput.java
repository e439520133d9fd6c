package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.vector.ContentSpace;
import java.time.Instant;
import java.util.List;

/**
 * What a round sees.
 *
 * @param votes all raw patterns of the running epoch, in any order
 * @param rows samples of the running epoch, in any order
 * @param content the catalogue; may be empty, then there is no item model
 * @param endOfEpoch fold the samples into the sketch, expire what still waits; the caller erases the raw contributions
 * @param now by the Core's clock
 */
public record RoundInput(
        List<PatternVote> votes, List<SampleRow> rows, ContentSpace content, boolean endOfEpoch, Instant now) {
    public RoundInput {
        votes = List.copyOf(votes);
        rows = List.copyOf(rows);
    }
}
