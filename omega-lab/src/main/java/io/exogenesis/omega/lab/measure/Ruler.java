package io.exogenesis.omega.lab.measure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Judges rankings of one catalogue.
 *
 * <p>Candidates are the whole catalogue minus what the viewer has seen. A ranking must be a strict order of exactly these: a
 * title that is missing, seen, or named twice would move the figures without a sign, so it is refused.
 *
 * <p>Immutable, safe for concurrent use.
 */
public final class Ruler {
    /** Length of the list a person looks at: NDCG and coverage. */
    public static final int TOP = 10;
    /** Cut-off of the recall. */
    public static final int RECALL_AT = 20;

    private final int[] popularity;

    /** @param popularity training events by item index: the weights of AUCpop; its length is the size of the catalogue */
    public Ruler(int[] popularity) {
        this.popularity = popularity.clone();
    }

    /** Number of titles. */
    public int items() {
        return popularity.length;
    }

    /**
     * Judges {@code ranking}.
     *
     * @param ranking item indices, best first
     * @param seen what the viewer's training events name
     * @param target the held-out item
     * @throws InvalidRankingException if the ranking is not a strict order of the unseen titles
     */
    public Judgement judge(int[] ranking, BitSet seen, int target) {
        int candidates = popularity.length - seen.cardinality();
        if (ranking.length != candidates) {
            throw new InvalidRankingException(
                    "a ranking of " + ranking.length + " titles where " + candidates + " are unseen");
        }
        BitSet met = new BitSet(popularity.length);
        int place = -1;
        long popularityAbove = 0;
        long popularityOfOthers = 0;
        for (int k = 0; k < ranking.length; k++) {
            int item = ranking[k];
            if (item < 0 || item >= popularity.length || seen.get(item) || met.get(item)) {
                throw new InvalidRankingException("place " + (k + 1) + " holds item " + item
                        + ", which is unknown, seen by the viewer, or there before");
            }
            met.set(item);
            if (item == target) {
                place = k;
                popularityAbove = popularityOfOthers;
            } else {
                popularityOfOthers += popularity[item];
            }
        }
        if (place < 0) {
            throw new InvalidRankingException("the held-out item " + target + " is not among the candidates");
        }
        return new Judgement(
                candidates == 1 ? 1 : 1 - (double) place / (candidates - 1),
                popularityOfOthers == 0 ? .5 : 1 - (double) popularityAbove / popularityOfOthers,
                place < TOP ? Math.log(2) / Math.log(place + 2) : 0,
                place < RECALL_AT ? 1 : 0,
                top(ranking));
    }

    private static List<Integer> top(int[] ranking) {
        return Arrays.stream(ranking, 0, Math.min(TOP, ranking.length)).boxed().toList();
    }
}
