package io.exogenesis.omega.lab.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Judges scores of one catalogue against one or several held-out titles; what {@link Ruler} is for rankings. For one target
 * and scores without ties both give the same figures.
 *
 * <p>Candidates are the whole catalogue minus what the viewer has seen. AUC and AUCpop are means over the targets against the
 * unseen titles that are no target, a tie counting one half; NDCG@10 is divided by the best that so many targets allow;
 * Recall@20 is the share of the targets. Where a list is needed, ties stand in one random order that is the same for all
 * models: in the order of the source (often by age) they would say more than the scores do.
 *
 * <p>Immutable, safe for concurrent use.
 */
public final class ScoreRuler {
    private static final int SAMPLED = 99;
    /** From so many targets on, one sort of all candidates costs less than one pass for each target. */
    private static final int WORTH_SORTING = 12;

    private final int[] popularity;
    private final int[] tieBreak;

    /**
     * @param popularity training events by item index: the weights of AUCpop
     * @param random makes the order of ties
     */
    public ScoreRuler(int[] popularity, RandomGenerator random) {
        this.popularity = popularity.clone();
        this.tieBreak = new int[popularity.length];
        for (int i = 0; i < tieBreak.length; i++) {
            int j = random.nextInt(i + 1);
            tieBreak[i] = tieBreak[j];
            tieBreak[j] = i;
        }
    }

    /** Number of titles. */
    public int items() {
        return popularity.length;
    }

    /**
     * Judges {@code scores}.
     *
     * @param scores one for each title; those of seen titles are not read
     * @param seen what the viewer is known to have watched
     * @param targets held-out items, each once, at least one, none of them seen
     * @throws InvalidRankingException if a score is missing or NaN, or a target is no candidate
     */
    public Judgement judge(float[] scores, BitSet seen, List<Integer> targets) {
        check(scores, seen, targets);
        BitSet wanted = new BitSet();
        targets.forEach(wanted::set);
        double auc = 0;
        double aucPop = 0;
        double gain = 0;
        int found = 0;
        Function<Integer, Place> places = targets.size() < WORTH_SORTING
                ? target -> place(scores, seen, wanted, target)
                : new Sorted(scores, seen, wanted)::place;
        for (int target : targets) {
            Place p = places.apply(target);
            auc += p.auc;
            aucPop += p.aucPop;
            gain += p.before < Ruler.TOP ? discount(p.before) : 0;
            found += p.before < Ruler.RECALL_AT ? 1 : 0;
        }
        double ideal = 0;
        for (int k = 0; k < Math.min(Ruler.TOP, targets.size()); k++) {
            ideal += discount(k);
        }
        int n = targets.size();
        return new Judgement(auc / n, aucPop / n, gain / ideal, (double) found / n, top(scores, seen));
    }

    /**
     * HR@10 against 99 sampled titles, as federated papers report it: the share of the targets that have fewer than ten of 99
     * randomly drawn unseen titles before them. (All unseen ones, where there are fewer.)
     */
    public double sampledHitRate(float[] scores, BitSet seen, List<Integer> targets, RandomGenerator random) {
        BitSet taken = (BitSet) seen.clone();
        targets.forEach(taken::set);
        int[] negatives = draw(taken, random);
        int hits = 0;
        for (int target : targets) {
            int before = 0;
            for (int j : negatives) {
                before += stands(scores, j, target) ? 1 : 0;
            }
            hits += before < Ruler.TOP ? 1 : 0;
        }
        return (double) hits / targets.size();
    }

    private int[] draw(BitSet taken, RandomGenerator random) {
        int left = popularity.length - taken.cardinality();
        int[] out = new int[Math.min(SAMPLED, left)];
        if (left <= 2 * SAMPLED) {
            // Selection sampling in one pass; rejection would take long where little is left.
            int found = 0;
            int open = left;
            for (int j = taken.nextClearBit(0); found < out.length; j = taken.nextClearBit(j + 1), open--) {
                if (random.nextInt(open) < out.length - found) {
                    out[found++] = j;
                }
            }
            return out;
        }
        for (int k = 0; k < out.length; ) {
            int j = random.nextInt(popularity.length);
            if (!taken.get(j)) {
                taken.set(j);
                out[k++] = j;
            }
        }
        return out;
    }

    /** @param before candidates in front of the target, other targets included */
    private record Place(int before, double auc, double aucPop) {}

    private Place place(float[] scores, BitSet seen, BitSet wanted, int target) {
        float own = scores[target];
        int before = 0;
        double above = 0;
        double others = 0;
        double popularityAbove = 0;
        double popularityOfOthers = 0;
        for (int j = seen.nextClearBit(0); j < scores.length; j = seen.nextClearBit(j + 1)) {
            if (j == target) {
                continue;
            }
            before += stands(scores, j, target) ? 1 : 0;
            if (!wanted.get(j)) {
                double share = scores[j] > own ? 1 : scores[j] == own ? .5 : 0;
                above += share;
                others++;
                popularityAbove += share * popularity[j];
                popularityOfOthers += popularity[j];
            }
        }
        return new Place(
                before,
                others == 0 ? 1 : 1 - above / others,
                popularityOfOthers == 0 ? .5 : 1 - popularityAbove / popularityOfOthers);
    }

    /** All candidates in the order of the list, with sums from which the place of any target follows; as {@link #place}. */
    private final class Sorted {
        private final int[] at = new int[popularity.length];
        /** First and one behind the last place with the same score. */
        private final int[] from;

        private final int[] to;
        /** Titles that are no target before each place, and what they weigh. */
        private final double[] others;

        private final double[] weights;

        Sorted(float[] scores, BitSet seen, BitSet wanted) {
            int n = scores.length - seen.cardinality();
            long[] keys = new long[n];
            int[] byTie = new int[scores.length];
            int k = 0;
            for (int j = seen.nextClearBit(0); j < scores.length; j = seen.nextClearBit(j + 1)) {
                byTie[tieBreak[j]] = j;
                keys[k++] = ((long) ~ascending(scores[j]) << 32) | tieBreak[j];
            }
            Arrays.sort(keys);
            from = new int[n];
            to = new int[n];
            others = new double[n + 1];
            weights = new double[n + 1];
            for (int p = 0; p < n; p++) {
                int j = byTie[(int) keys[p]];
                at[j] = p;
                from[p] = p > 0 && keys[p] >> 32 == keys[p - 1] >> 32 ? from[p - 1] : p;
                others[p + 1] = others[p] + (wanted.get(j) ? 0 : 1);
                weights[p + 1] = weights[p] + (wanted.get(j) ? 0 : popularity[j]);
            }
            for (int p = n - 1; p >= 0; p--) {
                to[p] = p < n - 1 && from[p + 1] == from[p] ? to[p + 1] : p + 1;
            }
        }

        /** Bits of a float whose order as signed integers is that of the floats; −0 is 0. */
        private static int ascending(float score) {
            int bits = Float.floatToIntBits(score + 0f);
            return bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
        }

        Place place(int target) {
            int p = at[target];
            int n = from.length;
            double above = (others[from[p]] + others[to[p]]) / 2;
            double popularityAbove = (weights[from[p]] + weights[to[p]]) / 2;
            return new Place(
                    p,
                    others[n] == 0 ? 1 : 1 - above / others[n],
                    weights[n] == 0 ? .5 : 1 - popularityAbove / weights[n]);
        }
    }

    /** Whether {@code j} stands before {@code other} in the list. */
    private boolean stands(float[] scores, int j, int other) {
        return scores[j] > scores[other] || scores[j] == scores[other] && tieBreak[j] < tieBreak[other];
    }

    private List<Integer> top(float[] scores, BitSet seen) {
        List<Integer> out = new ArrayList<>(Ruler.TOP + 1);
        for (int j = seen.nextClearBit(0); j < scores.length; j = seen.nextClearBit(j + 1)) {
            if (out.size() < Ruler.TOP || stands(scores, j, out.getLast())) {
                int at = out.size();
                while (at > 0 && stands(scores, j, out.get(at - 1))) {
                    at--;
                }
                out.add(at, j);
                if (out.size() > Ruler.TOP) {
                    out.removeLast();
                }
            }
        }
        return out;
    }

    private static double discount(int place) {
        return Math.log(2) / Math.log(place + 2);
    }

    private void check(float[] scores, BitSet seen, List<Integer> targets) {
        if (scores.length != popularity.length) {
            throw new InvalidRankingException(scores.length + " scores for " + popularity.length + " titles");
        }
        for (int j = seen.nextClearBit(0); j < scores.length; j = seen.nextClearBit(j + 1)) {
            if (Float.isNaN(scores[j])) {
                throw new InvalidRankingException("the score of item " + j + " is not a number");
            }
        }
        for (int target : targets) {
            if (target < 0 || target >= scores.length || seen.get(target)) {
                throw new InvalidRankingException("the held-out item " + target + " is not among the candidates");
            }
        }
        if (targets.isEmpty()) {
            throw new InvalidRankingException("there is no held-out item");
        }
    }
}
