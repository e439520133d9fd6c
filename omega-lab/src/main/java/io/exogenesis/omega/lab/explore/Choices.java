package io.exogenesis.omega.lab.explore;

import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.evaluate.Case;
import io.exogenesis.omega.learning.explore.BetaArm;
import io.exogenesis.omega.learning.taste.TasteItem;
import io.exogenesis.omega.model.MediaItem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one viewer's agent can choose from when it explores, as in the product: the genres of its history, each of which stands
 * for its best unseen title.
 *
 * @param arms what the history says of each genre
 * @param rewards 1 if the viewer liked the genre's title later, else 0
 * @param scores of the genre's title
 */
record Choices(List<BetaArm> arms, double[] rewards, float[] scores) {

    static Choices of(Case viewer, List<MediaItem> items, float[] scores) {
        TreeMap<String, BetaArm> genres = new TreeMap<>();
        for (RatingEvent e : viewer.known()) {
            double reward = TasteItem.rewardOfRating(e.rating());
            for (String genre : items.get(e.item()).genres()) {
                genres.merge(genre, BetaArm.UNKNOWN.plus(reward), (arm, one) -> arm.plus(reward));
            }
        }
        Map<String, Integer> best = best(genres.keySet(), items, scores, viewer.seen());
        Set<Integer> liked = new HashSet<>(viewer.targets());
        List<BetaArm> arms = new ArrayList<>();
        List<Integer> titles = new ArrayList<>();
        genres.forEach((genre, arm) -> {
            Integer title = best.get(genre);
            if (title != null) {
                arms.add(arm);
                titles.add(title);
            }
        });
        double[] rewards =
                titles.stream().mapToDouble(t -> liked.contains(t) ? 1 : 0).toArray();
        float[] of = new float[titles.size()];
        for (int a = 0; a < of.length; a++) {
            of[a] = scores[titles.get(a)];
        }
        return new Choices(arms, rewards, of);
    }

    private static Map<String, Integer> best(Set<String> genres, List<MediaItem> items, float[] scores, BitSet seen) {
        Map<String, Integer> best = new TreeMap<>();
        for (int j = seen.nextClearBit(0); j < scores.length; j = seen.nextClearBit(j + 1)) {
            for (String genre : items.get(j).genres()) {
                Integer now = best.get(genre);
                if (genres.contains(genre) && (now == null || scores[j] > scores[now])) {
                    best.put(genre, j);
                }
            }
        }
        return best;
    }
}
