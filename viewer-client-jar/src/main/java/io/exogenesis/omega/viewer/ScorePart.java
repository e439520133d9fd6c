package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternId;
import java.util.List;
import java.util.Optional;

/**
 * One part of a recommendation's score. The shares of a recommendation's parts sum to its score; a negative one speaks
 * against the title.
 *
 * @param share part of the score
 * @param pattern of the bank that it stems from, if it does
 * @param supporters distinct viewers behind that pattern, 0 without one
 * @param because titles of the history that it stems from, if it names any
 * @param text one sentence that says so
 */
public record ScorePart(
        Kind kind, double share, Optional<PatternId> pattern, int supporters, List<MediaId> because, String text) {
    public ScorePart {
        because = List.copyOf(because);
    }

    /** Where a part comes from. */
    public enum Kind {
        /** The own history as a whole, read with what the Core sent, if anything. */
        OWN_TASTE,
        /** One title of the history: without it the score would be lower by this share. */
        BECAUSE_YOU_WATCHED,
        /** Nothing is known of this viewer's taste: what many watched, or a mix of genres and decades. */
        MANY_VIEWERS,
        /** A taste that many viewers share and a jury confirmed. */
        PATTERN,
        /** What was asked for in words or as a mood. */
        ASKED_FOR,
        /** Tastes learned at this time of day or in this mood. */
        MOMENT,
        /** A pattern on probation put it into this place: some see it so that all can rely on it later. */
        ON_PROBATION,
        /** The viewer turned it down or passed it over of late: it stands behind all that it did not. */
        TURNED_DOWN,
        /** Put into this place to learn about what is little known of the viewer's taste. */
        EXPLORATION
    }
}
