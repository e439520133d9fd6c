package io.exogenesis.omega.learning.item;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What came after one title.
 *
 * @param later numbers of titles, ascending
 * @param weights one for each, > 0
 */
record PairRow(int[] later, float[] weights) {
    static final PairRow NONE = new PairRow(new int[0], new float[0]);

    int size() {
        return later.length;
    }

    int later(int entry) {
        return later[entry];
    }

    float weight(int entry) {
        return weights[entry];
    }

    /** The {@link PairCounts#MAX_LATER} strongest; of equals the first. */
    PairRow strongest() {
        if (later.length <= PairCounts.MAX_LATER) {
            return this;
        }
        // A weight > 0 orders as its bits do, so one long holds what counts first and what decides among equals.
        long[] order = new long[later.length];
        for (int k = 0; k < order.length; k++) {
            order[k] = (long) (Integer.MAX_VALUE - Float.floatToRawIntBits(weights[k])) << 32 | k;
        }
        Arrays.sort(order);
        int[] places = new int[PairCounts.MAX_LATER];
        for (int k = 0; k < places.length; k++) {
            places[k] = (int) order[k];
        }
        Arrays.sort(places);
        return picked(places);
    }

    PairRow picked(int[] places) {
        float[] w = new float[places.length];
        for (int k = 0; k < w.length; k++) {
            w[k] = weights[places[k]];
        }
        int[] fresh = new int[places.length];
        for (int k = 0; k < fresh.length; k++) {
            fresh[k] = later[places[k]];
        }
        return new PairRow(fresh, w);
    }

    /** With titles numbered anew, in ascending order again. */
    PairRow renumbered(int[] number) {
        int[] fresh = new int[later.length];
        for (int k = 0; k < fresh.length; k++) {
            fresh[k] = number[later[k]];
        }
        for (int k = 1; k < fresh.length; k++) {
            if (fresh[k] < fresh[k - 1]) {
                return new PairRow(fresh, weights)
                        .picked(IntStream.range(0, fresh.length)
                                .boxed()
                                .sorted(Comparator.comparingInt(x -> fresh[x]))
                                .mapToInt(x -> x)
                                .toArray());
            }
        }
        return new PairRow(fresh, weights);
    }

    PairRow plus(PairRow other) {
        int[] both = new int[later.length + other.later.length];
        float[] sum = new float[both.length];
        int n = 0;
        int a = 0;
        int b = 0;
        while (a < later.length || b < other.later.length) {
            int left = a < later.length ? later[a] : Integer.MAX_VALUE;
            int right = b < other.later.length ? other.later[b] : Integer.MAX_VALUE;
            both[n] = Math.min(left, right);
            sum[n++] = (left <= right ? weights[a++] : 0) + (right <= left ? other.weights[b++] : 0);
        }
        return new PairRow(Arrays.copyOf(both, n), Arrays.copyOf(sum, n)).strongest();
    }
}
