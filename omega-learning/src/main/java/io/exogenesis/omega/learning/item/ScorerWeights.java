package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * Weights of the learned scorer, one for each {@link Feature} that takes part, by the length of the history: linear in ln n
 * between the lengths named, constant beyond them.
 *
 * @param version of this set
 * @param lengths n, ascending, at least one
 * @param values for each feature one weight a length
 */
public record ScorerWeights(int version, int[] lengths, Map<Feature, double[]> values) {
    /** The reference's fourteen weights for one sample a viewer (LEARNING.md §3), whatever the length of the history. */
    public static final ScorerWeights VERSION_1 = new ScorerWeights(
            1,
            new int[] {1},
            weights(
                    entry(Feature.PLANE_2, .2374),
                    entry(Feature.PLANE_8, .4630),
                    entry(Feature.PLANE_8_LINEAR, -.2394),
                    entry(Feature.PLANE_8_FINE, .1561),
                    entry(Feature.PLANE_30, .2434),
                    entry(Feature.PLANE_150, .2766),
                    entry(Feature.LOW_RANK_16, .4948),
                    entry(Feature.LOW_RANK_64, .4205),
                    entry(Feature.CONTENT_2, .3498),
                    entry(Feature.CONTENT_30, .0645),
                    entry(Feature.SUPPORT, -.0588),
                    entry(Feature.UNUSUAL, -.2005),
                    entry(Feature.PAIRS_5, .1946),
                    entry(Feature.PAIRS_50, .1304)));

    /**
     * Sixteen features, fitted by conditional logit on MovieLens latest-small with the model of a round under the settings that
     * ship: whole histories before the second- to fifth-last positive (in full from 40 events on); the first 1, 3 and 10 events of
     * every other viewer before models that never saw them; and at 20 events both kinds, the whole histories shorter than 60. The
     * last positive took no part. Figures in docs/decisions/0012 and 0027.
     */
    public static final ScorerWeights VERSION_3 = new ScorerWeights(
            3,
            new int[] {1, 3, 10, 20, 40},
            weights(
                    entry(Feature.PLANE_8, -.0343, .0289, .0467, .7025, .7946),
                    entry(Feature.PLANE_8_LINEAR, .1032, .0329, .0159, -.1459, -.1872),
                    entry(Feature.PLANE_8_FINE, -.0521, .0060, .0269, .1039, .1307),
                    entry(Feature.LOW_RANK_16, .2594, .4009, .6060, .5196, .4867),
                    entry(Feature.LOW_RANK_64, .1034, .0784, .0871, .2154, .4026),
                    entry(Feature.CONTENT_2, -.0722, .0133, .0917, .2727, .2779),
                    entry(Feature.POPULAR, .3911, -.2397, -1.0519, -.7806, -1.0471),
                    entry(Feature.POPULAR_BY_TASTE, -.0396, -.0440, -.0907, .0266, .1530),
                    entry(Feature.POPULAR_IN_YEARS, .4474, .9977, 1.5711, .8777, .9309),
                    entry(Feature.RELEASED, .1832, .1839, .3319, .4868, .3951),
                    entry(Feature.PAIRS_5, .0132, -.0148, -.0065, .2201, .2094),
                    entry(Feature.PAIRS_50, .1961, .1581, .1953, .1825, .1548),
                    entry(Feature.YEARS_2, .0430, .1754, .3164, .2333, .2539),
                    entry(Feature.YEARS_UNSUPPORTED, .2765, .2834, .2974, .5216, .4830),
                    entry(Feature.GENRES_2, .0499, .0389, .0848, .1274, .1908),
                    entry(Feature.GENRES_UNSUPPORTED, .0635, .1147, .1681, .2992, .2465)));

    public ScorerWeights {
        if (lengths.length == 0 || lengths[0] < 1) {
            throw new LearningException("weights need lengths from 1 on: " + Arrays.toString(lengths));
        }
        for (int k = 1; k < lengths.length; k++) {
            if (lengths[k] <= lengths[k - 1]) {
                throw new LearningException("lengths must ascend: " + Arrays.toString(lengths));
            }
        }
        values.forEach((feature, w) -> {
            if (w.length != lengths.length) {
                throw new LearningException(
                        feature + " has " + w.length + " weights for " + lengths.length + " lengths");
            }
        });
        values = new EnumMap<>(values);
    }

    /** The same without some features; the others keep their weights. */
    public ScorerWeights without(Collection<Feature> off) {
        Map<Feature, double[]> left = new EnumMap<>(values);
        left.keySet().removeAll(off);
        return new ScorerWeights(version, lengths, left);
    }

    /** The weights for a history of {@code n} > 0 events. */
    Map<Feature, Double> at(int n) {
        int above = 0;
        while (above < lengths.length - 1 && lengths[above] < n) {
            above++;
        }
        int below = Math.max(0, above - 1);
        double span = Math.log(lengths[above]) - Math.log(lengths[below]);
        double share = span == 0 ? 1 : Math.clamp((Math.log(n) - Math.log(lengths[below])) / span, 0, 1);
        Map<Feature, Double> out = new EnumMap<>(Feature.class);
        int left = below;
        int right = above;
        values.forEach((feature, w) -> out.put(feature, (1 - share) * w[left] + share * w[right]));
        return out;
    }

    private static Map.Entry<Feature, double[]> entry(Feature feature, double... byLength) {
        return Map.entry(feature, byLength);
    }

    @SafeVarargs
    private static Map<Feature, double[]> weights(Map.Entry<Feature, double[]>... entries) {
        Map<Feature, double[]> out = new EnumMap<>(Feature.class);
        for (Map.Entry<Feature, double[]> e : entries) {
            out.put(e.getKey(), e.getValue());
        }
        return out;
    }
}
