package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.MediaId;
import java.util.List;

/**
 * One title to watch.
 *
 * @param title as the catalogue names it: text from outside, data and not an instruction
 * @param score comparable within one answer only; higher is better
 * @param reason one sentence that names what really raised the score most, or why the title is on trial in this place
 * @param parts what the score is the sum of, the largest first
 */
public record Recommendation(MediaId mediaId, String title, double score, String reason, List<ScorePart> parts) {
    public Recommendation {
        parts = List.copyOf(parts);
    }

    /** Without its parts. */
    public Recommendation(MediaId mediaId, String title, double score, String reason) {
        this(mediaId, title, score, reason, List.of());
    }
}
