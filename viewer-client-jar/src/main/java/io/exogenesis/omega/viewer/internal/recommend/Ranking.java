package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.viewer.internal.models.Catalogue;
import java.util.Arrays;

/** Puts scores in order: a strict total order, the best first, equal scores by ascending media id. */
public final class Ranking {
    private Ranking() {}

    /**
     * @param scores one a title of the catalogue; negative infinity and NaN take no part
     * @return indices of the catalogue
     */
    public static int[] of(Catalogue catalogue, float[] scores) {
        long[] keys = new long[scores.length];
        int n = 0;
        for (int j = 0; j < scores.length; j++) {
            if (scores[j] > Float.NEGATIVE_INFINITY) {
                keys[n++] = key(scores[j], catalogue.placeById(j));
            }
        }
        Arrays.sort(keys, 0, n);
        int[] order = new int[n];
        for (int k = 0; k < n; k++) {
            order[k] = catalogue.atPlace((int) keys[k]);
        }
        return order;
    }

    /** Sorting one long an item instead of objects is ten times faster, and 610 agents rank 9,742 titles each. */
    private static long key(float score, int place) {
        int bits = Float.floatToIntBits(score + 0f); // −0 becomes 0
        int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        return ((long) ~ascending << Integer.SIZE) | place;
    }
}
