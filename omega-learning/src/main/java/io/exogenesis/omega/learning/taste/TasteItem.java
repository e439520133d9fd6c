package io.exogenesis.omega.learning.taste;

import java.util.List;

/**
 * One title of the viewer's history as the learner sees it.
 *
 * @param centred content vector, the catalogue's mean subtracted, unit length
 * @param weight ≥ 0, how much it counts for the place of a pattern
 * @param reward in [0, 1]: 1 for a rating ≥ 4, .6 for 3–3.5, 0 below; engagement when watched live
 * @param genres of the title
 */
public record TasteItem(float[] centred, double weight, double reward, List<String> genres) {
    public TasteItem {
        genres = List.copyOf(genres);
    }

    /** Reward of a rating on the five-star scale. */
    public static double rewardOfRating(double rating) {
        return rating >= 4 ? 1 : rating >= 3 ? .6 : 0;
    }
}
