package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.vector.ContentSpace;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a round sees.
 *
 * @param votes all raw patterns of the running epoch, in any order
 * @param rows samples of the running epoch, in any order
 * @param outcomes reports of the audit cohort in the running epoch, in any order
 * @param content the catalogue; may be empty, then there is no item model
 * @param endOfEpoch fold the samples into the sketch, expire what still waits; the caller erases the raw contributions
 * @param now by the Core's clock
 * @param anchored titles that the operator vouches for: they grow faster, and no audit refutes them
 */
public record RoundInput(
        List<PatternVote> votes,
        List<SampleRow> rows,
        List<OutcomeRow> outcomes,
        ContentSpace content,
        boolean endOfEpoch,
        Instant now,
        Set<MediaId> anchored) {
    public RoundInput {
        votes = List.copyOf(votes);
        rows = List.copyOf(rows);
        outcomes = List.copyOf(outcomes);
        anchored = Set.copyOf(anchored);
    }

    /** A round without anchored titles. */
    public RoundInput(
            List<PatternVote> votes,
            List<SampleRow> rows,
            List<OutcomeRow> outcomes,
            ContentSpace content,
            boolean endOfEpoch,
            Instant now) {
        this(votes, rows, outcomes, content, endOfEpoch, now, Set.of());
    }

    /** The same with titles that the operator vouches for. */
    public RoundInput withAnchored(Set<MediaId> titles) {
        return new RoundInput(votes, rows, outcomes, content, endOfEpoch, now, titles);
    }

    /** A round without an audit cohort. */
    public RoundInput(
            List<PatternVote> votes, List<SampleRow> rows, ContentSpace content, boolean endOfEpoch, Instant now) {
        this(votes, rows, List.of(), content, endOfEpoch, now);
    }
}
