package io.exogenesis.omega.viewer;

import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.learning.taste.TasteItem;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem.Liking;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * What is remembered of one title that the viewer rated, watched, or left. A title is one entry however often it was watched; the
 * last watch gives the place in the history. One that was only left has not been {@link #seen}: it may be recommended, and
 * leaves with no sample.
 *
 * @param rating the last explicit one; it outweighs everything watched
 * @param engagement best of what was measured, in [0, 1]
 * @param watches views and skips so far
 * @param at last rated or watched; of a title that was only left, when that was
 * @param order of arrival, breaks ties of {@code at}
 */
public record WatchedTitle(
        MediaId media, OptionalDouble rating, double engagement, int watches, Instant at, long order) {
    /**
     * Engagement from which on a title counts as watched and not as left: where middling liking begins, as for a sample
     * ({@link HistoryItem#liking}); 25 minutes.
     */
    public static final double SEEN = .35;

    /**
     * Whether it counts as seen: rated, or watched with middling engagement, which is to its end or for 25 minutes and more. Skips
     * never lead there (the engagement of a skip is at most .3), and what was seen stays so.
     */
    public boolean seen() {
        return rating.isPresent() || engagement >= SEEN;
    }

    /** Reward in [0, 1] for the learner. */
    public double reward() {
        return rating.isPresent() ? TasteItem.rewardOfRating(rating.getAsDouble()) : engagement;
    }

    /** The strength of liking in three steps; a rating ≥ 4 is HIGH, 3–3.5 MEDIUM, below LOW, and so is engagement ≥ .75, ≥ .35. */
    public Liking liking() {
        return rating.isPresent() ? Liking.ofRating(rating.getAsDouble()) : new HistoryItem(media, engagement).liking();
    }
}
