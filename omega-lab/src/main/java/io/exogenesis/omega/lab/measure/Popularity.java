package io.exogenesis.omega.lab.measure;

import java.util.BitSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The baseline that everybody must beat: the same list for all, the most watched first.
 *
 * <p>Titles with equal counts are put into one random order, since their order in the source (often by age) would say more than
 * popularity does. In expectation that equals counting a tie as one half.
 */
public final class Popularity {
    private final int[] order;

    /** @param counts training events by item index */
    public Popularity(int[] counts, RandomGenerator random) {
        int[] tieBreak = shuffled(counts.length, random);
        order = IntStream.range(0, counts.length)
                .boxed()
                .sorted((a, b) -> counts[a] != counts[b]
                        ? Integer.compare(counts[b], counts[a])
                        : Integer.compare(tieBreak[a], tieBreak[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The list without what {@code seen} holds, best first. */
    public int[] ranking(BitSet seen) {
        return IntStream.of(order).filter(i -> !seen.get(i)).toArray();
    }

    private static int[] shuffled(int n, RandomGenerator random) {
        int[] out = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int t = out[i];
            out[i] = out[j];
            out[j] = t;
        }
        return out;
    }
}
