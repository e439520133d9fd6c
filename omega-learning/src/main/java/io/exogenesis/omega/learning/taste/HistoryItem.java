package io.exogenesis.omega.learning.taste;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem.Liking;

/**
 * One watch of one title.
 *
 * @param weight strength of liking in [0, 1]; on ratings 1 (≥ 4), .5 (3–3.5), .2 (below: a low rating is still a watch)
 */
public record HistoryItem(MediaId item, double weight) {
    public HistoryItem {
        if (!(weight >= 0 && weight <= 1)) {
            throw new LearningException("a weight must be in [0, 1], not " + weight);
        }
    }

    public static HistoryItem ofRating(MediaId item, double rating) {
        return new HistoryItem(item, Liking.ofRating(rating).weight());
    }

    /** The nearest of the three steps that may leave the device. */
    public Liking liking() {
        return weight >= .75 ? Liking.HIGH : weight >= .35 ? Liking.MEDIUM : Liking.LOW;
    }
}
