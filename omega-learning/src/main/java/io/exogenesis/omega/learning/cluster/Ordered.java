package io.exogenesis.omega.learning.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** Sorts by a small number, without a comparison of objects. */
final class Ordered {
    private Ordered() {}

    /** Ascending by a key ≥ 0; among equal keys as they were. */
    static <T> List<T> by(List<T> all, ToIntFunction<T> key) {
        long[] keys = new long[all.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) key.applyAsInt(all.get(i)) << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        List<T> out = new ArrayList<>(keys.length);
        for (long k : keys) {
            out.add(all.get((int) k));
        }
        return out;
    }
}
