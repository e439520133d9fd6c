package io.exogenesis.omega.learning.item;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The first list of a viewer of whom nothing is known: what is popular, if anything is known of that, of many genres and decades.
 * Ten hits of one kind would ask one question ten times; a mix lets the first choice say something.
 *
 * <p>Greedy re-ranking by maximal marginal relevance (Carbonell and Goldstein, 1998): each place goes to the title with the
 * highest {@code z + jitter − λ · saturation}. Saturation is by how much the list so far has more of the title's genres (the mean
 * over them) and of its decade than what it is chosen from, as shares: calibrated (Steck, 2018), so that nobody is shown as many
 * silent films as new ones. The jitter is drawn from the seed: two newcomers see different lists, one
 * sees the same list with the same seed. Stateless.
 */
public final class ColdStart {
    /** Places that are filled this way; further down a list hardly anybody looks. */
    static final int PLACES = 64;
    /** Titles that the places are filled from, the most relevant: enough for every genre, few enough to be liked. */
    static final int POOL = 192;
    /** λ, in standard deviations of the relevance. Chosen in docs/decisions/0027. */
    static final double DIVERSITY = .5;
    /** Scale of the jitter, in the same unit. */
    static final double JITTER = .05;

    private ColdStart() {}

    /**
     * The same scores in another order: the most relevant titles exchange theirs.
     *
     * @param relevance one a title; negative infinity for what takes no part. All equal: nothing is known, and the jitter alone
     *     decides within genres and decades
     * @param facts of the same titles
     * @param seed of this viewer and day
     * @return for each title a score; no two of the first {@value #PLACES} are equal
     */
    public static float[] rerank(float[] relevance, TitleFacts facts, long seed) {
        int[] taking = IntStream.range(0, relevance.length)
                .filter(j -> relevance[j] > Float.NEGATIVE_INFINITY)
                .toArray();
        double mean =
                IntStream.of(taking).mapToDouble(j -> relevance[j]).average().orElse(0);
        double deviation = Math.sqrt(IntStream.of(taking)
                .mapToDouble(j -> (relevance[j] - mean) * (relevance[j] - mean))
                .average()
                .orElse(0));
        boolean known = deviation > 1e-6;
        double[] value = new double[relevance.length];
        for (int j : taking) {
            value[j] = (known ? (relevance[j] - mean) / deviation : 0) + JITTER * gumbel(seed, j);
        }
        int[] pool = IntStream.of(taking)
                .boxed()
                .sorted((a, b) -> Double.compare(value[b], value[a]))
                .limit(POOL)
                .mapToInt(j -> j)
                .toArray();
        int[] order = new Mix(facts, value, pool).order();
        return exchanged(relevance, order, known ? (float) (deviation * 1e-4) : 1e-4f);
    }

    /** A Gumbel variate: adding one to each logarithm and sorting draws in proportion without replacement. */
    private static double gumbel(long seed, int title) {
        long z = seed + 0x9e3779b97f4a7c15L * (title + 1L);
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L; // SplitMix64 (Steele, Lea, Flood, 2014)
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        double u = ((z ^ z >>> 31) >>> 11) * 0x1p-53;
        return -Math.log(-Math.log(u + 0x1p-54));
    }

    /** The scores of the titles of {@code order}, the highest to the first; equal ones a step apart. */
    private static float[] exchanged(float[] scores, int[] order, float step) {
        float[] out = scores.clone();
        float[] sorted = new float[order.length];
        for (int n = 0; n < order.length; n++) {
            sorted[n] = scores[order[n]];
        }
        Arrays.sort(sorted);
        for (int n = 0; n < order.length; n++) {
            // all are lifted alike, so that they stay above what takes no part in the exchange
            out[order[n]] = sorted[order.length - 1 - n] + step * (order.length - n);
        }
        return out;
    }

    /** One list under way. */
    private static final class Mix {
        private final double[] value;
        private final int[] pool;
        private final Shares list;
        private final Shares usual;

        Mix(TitleFacts facts, double[] value, int[] pool) {
            this.value = value;
            this.pool = pool.clone();
            this.list = new Shares(facts);
            this.usual = new Shares(facts);
            IntStream.of(pool).forEach(usual::add);
        }

        /** The pool in its new order. At most {@value #PLACES} times {@value #POOL} looks. */
        int[] order() {
            for (int place = 0; place < Math.min(PLACES, pool.length); place++) {
                int best = place;
                for (int n = place + 1; n < pool.length; n++) {
                    best = marginal(pool[n]) > marginal(pool[best]) ? n : best;
                }
                int title = pool[best];
                // what is passed by keeps its order
                System.arraycopy(pool, place, pool, place + 1, best - place);
                pool[place] = title;
                list.add(title);
            }
            return pool;
        }

        private double marginal(int title) {
            return value[title] - DIVERSITY * (list.of(title) - usual.of(title));
        }
    }

    /** How many of some titles have each genre and decade. */
    private static final class Shares {
        private final TitleFacts facts;
        private final int[] genres;
        private final Map<Integer, Integer> decades = new HashMap<>();
        private int titles;

        Shares(TitleFacts facts) {
            this.facts = facts;
            this.genres = new int[facts.genreCount()];
        }

        void add(int title) {
            titles++;
            decades.merge(facts.decade(title), 1, Integer::sum);
            for (int g : facts.genres(title)) {
                genres[g]++;
            }
        }

        /** Share of the title's decade plus the mean share of its genres, in [0, 2]. */
        double of(int title) {
            if (titles == 0) {
                return 0;
            }
            int[] own = facts.genres(title);
            double had = decades.getOrDefault(facts.decade(title), 0);
            for (int g : own) {
                had += (double) genres[g] / own.length;
            }
            return had / titles;
        }
    }
}
