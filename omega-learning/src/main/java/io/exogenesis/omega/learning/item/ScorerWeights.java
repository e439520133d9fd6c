package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;
import java.util.Arrays;
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
                    Map.entry(Feature.PLANE_2, .2374),
                    Map.entry(Feature.PLANE_8, .4630),
                    Map.entry(Feature.PLANE_8_LINEAR, -.2394),
                    Map.entry(Feature.PLANE_8_FINE, .1561),
                    Map.entry(Feature.PLANE_30, .2434),
                    Map.entry(Feature.PLANE_150, .2766),
                    Map.entry(Feature.LOW_RANK_16, .4948),
                    Map.entry(Feature.LOW_RANK_64, .4205),
                    Map.entry(Feature.CONTENT_2, .3498),
                    Map.entry(Feature.CONTENT_30, .0645),
                    Map.entry(Feature.SUPPORT, -.0588),
                    Map.entry(Feature.UNUSUAL, -.2005),
                    Map.entry(Feature.PAIRS_5, .1946),
                    Map.entry(Feature.PAIRS_50, .1304)));

    /** TODO */
    public static final ScorerWeights VERSION_2 = VERSION_1;

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

    @SafeVarargs
    private static Map<Feature, double[]> weights(Map.Entry<Feature, Double>... entries) {
        Map<Feature, double[]> out = new EnumMap<>(Feature.class);
        for (Map.Entry<Feature, Double> e : entries) {
            out.put(e.getKey(), new double[] {e.getValue()});
        }
        return out;
    }
}
