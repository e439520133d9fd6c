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
            table(
                    row(Feature.PLANE_2, .2374),
                    row(Feature.PLANE_8, .4630),
                    row(Feature.PLANE_8_LINEAR, -.2394),
                    row(Feature.PLANE_8_FINE, .1561),
                    row(Feature.PLANE_30, .2434),
                    row(Feature.PLANE_150, .2766),
                    row(Feature.LOW_RANK_16, .4948),
                    row(Feature.LOW_RANK_64, .4205),
                    row(Feature.CONTENT_2, .3498),
                    row(Feature.CONTENT_30, .0645),
                    row(Feature.SUPPORT, -.0588),
                    row(Feature.UNUSUAL, -.2005),
                    row(Feature.PAIRS_5, .1946),
                    row(Feature.PAIRS_50, .1304)));

    /**
     * Fitted by conditional logit on what viewers of MovieLens latest-small chose before their last positive: for whole
     * histories the second- to fifth-last positive of all viewers, for short ones the third-last of every other viewer, before
     * item models that never saw them (docs/decisions/0012).
     */
    public static final ScorerWeights VERSION_2 = new ScorerWeights(
            2,
            new int[] {1, 3, 10, 30, 100},
            table(
                    row(Feature.PLANE_2, -0.6421, 0.7750, 0.8559, 0.6187, 0.4723),
                    row(Feature.PLANE_8, -0.6421, -0.9333, -0.2174, 0.1531, 0.5814),
                    row(Feature.PLANE_8_LINEAR, 0.0587, 0.0153, -0.0806, -0.3000, -0.2275),
                    row(Feature.PLANE_8_FINE, 0.0404, 0.0734, 0.1318, 0.2127, 0.1662),
                    row(Feature.PLANE_2_FINE, -0.0820, -0.3227, -0.3554, -0.2853, -0.2286),
                    row(Feature.PLANE_COARSE, 1.7029, 0.9743, 0.3983, -0.2134, -0.2351),
                    row(Feature.LOW_RANK_16, 0.0890, 0.2733, 0.3271, 0.6297, 0.4720),
                    row(Feature.LOW_RANK_128, 0.0875, 0.0220, -0.0589, 0.1296, 0.1699),
                    row(Feature.LOW_RANK_LASTING, 0.1981, 0.1801, 0.1527, 0.4074, 0.3205),
                    row(Feature.CONTENT_2, -0.1038, 0.2118, 0.1123, 0.0641, 0.1866),
                    row(Feature.CONTENT_30, -0.1038, -0.2979, -0.0017, 0.2055, 0.0951),
                    row(Feature.POPULAR, -0.0035, -0.0626, -0.3018, -0.6282, -1.2534),
                    row(Feature.POPULAR_BY_LENGTH, 0.0148, 0.1940, 0.5727, 0.5018, -0.0461),
                    row(Feature.POPULAR_BY_TASTE, 0.0285, -0.0745, -0.0517, 0.0891, 0.1633),
                    row(Feature.POPULAR_IN_YEARS, 0.3998, 0.8141, 1.3440, 0.9723, 1.2663),
                    row(Feature.RELEASED, 0.5685, 0.6924, 0.7661, 0.7266, 0.4129),
                    row(Feature.UNUSUAL, 0.0689, -0.0340, -0.0124, 0.1864, 0.0641),
                    row(Feature.PAIRS_5, 0.1966, 0.2276, 0.2083, 0.1371, 0.2061),
                    row(Feature.PAIRS_50, -0.0715, -0.0640, 0.0176, 0.1342, 0.1390),
                    row(Feature.PAIRS_BACK, -0.0666, -0.0283, -0.0357, -0.0062, -0.1174),
                    row(Feature.LIKING, 0.0374, -0.0448, 0.0258, 0.0847, 0.0701),
                    row(Feature.BEYOND, -0.0093, -0.1030, -0.1502, -0.4687, -0.9436),
                    row(Feature.NEWEST, 0.0738, 0.0695, 0.1293, 0.0874, 0.1100),
                    row(Feature.YEARS_2, 0.0573, 0.0205, 0.1193, 0.1392, 0.1727),
                    row(Feature.YEARS_UNSUPPORTED, 0.2877, 0.5337, 0.5244, 0.5197, 0.3934),
                    row(Feature.GENRES_2, 0.1072, 0.1131, 0.1534, 0.1795, 0.2009),
                    row(Feature.GENRES_UNSUPPORTED, 0.0326, 0.0912, 0.2096, 0.2910, 0.2641)));

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

    private static Map.Entry<Feature, double[]> row(Feature feature, double... byLength) {
        return Map.entry(feature, byLength);
    }

    @SafeVarargs
    private static Map<Feature, double[]> table(Map.Entry<Feature, double[]>... rows) {
        Map<Feature, double[]> out = new EnumMap<>(Feature.class);
        for (Map.Entry<Feature, double[]> row : rows) {
            out.put(row.getKey(), row.getValue());
        }
        return out;
    }
}
