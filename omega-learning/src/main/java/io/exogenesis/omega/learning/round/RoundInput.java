package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.defence.Moderation;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.time.Instant;
import java.util.List;

/**
 * What a round sees.
 *
 * @param votes all raw patterns of the running epoch, in any order
 * @param rows samples of the running epoch, in any order
 * @param outcomes reports of the audit cohort in the running epoch, in any order
 * @param content the catalogue; may be empty, then there is no item model
 * @param endOfEpoch fold the samples into the sketch, expire what still waits; the caller erases the raw contributions
 * @param now by the Core's clock
 * @param moderation what the operator says about titles
 * @param standing samples of earlier epochs that still stand, in any order
 */
public record RoundInput(
        List<PatternVote> votes,
        List<SampleRow> rows,
        List<OutcomeRow> outcomes,
        ContentSpace content,
        boolean endOfEpoch,
        Instant now,
        Moderation moderation,
        List<StandingSample> standing) {
    public RoundInput {
        votes = List.copyOf(votes);
        rows = List.copyOf(rows);
        outcomes = List.copyOf(outcomes);
        standing = List.copyOf(standing);
    }

    /** A round in which the operator says nothing. */
    public RoundInput(
            List<PatternVote> votes,
            List<SampleRow> rows,
            List<OutcomeRow> outcomes,
            ContentSpace content,
            boolean endOfEpoch,
            Instant now) {
        this(votes, rows, outcomes, content, endOfEpoch, now, Moderation.NONE, List.of());
    }

    /** The same with what the operator says about titles. */
    public RoundInput with(Moderation said) {
        return new RoundInput(votes, rows, outcomes, content, endOfEpoch, now, said, standing);
    }

    /** The same with samples of earlier epochs. */
    public RoundInput standing(List<StandingSample> samples) {
        return new RoundInput(votes, rows, outcomes, content, endOfEpoch, now, moderation, samples);
    }

    /** A round without an audit cohort. */
    public RoundInput(
            List<PatternVote> votes, List<SampleRow> rows, ContentSpace content, boolean endOfEpoch, Instant now) {
        this(votes, rows, List.of(), content, endOfEpoch, now);
    }
}
