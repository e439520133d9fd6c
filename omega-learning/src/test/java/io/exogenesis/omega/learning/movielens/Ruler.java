package io.exogenesis.omega.learning.movielens;

import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** AUC, AUCpop, NDCG@10 and Recall@20 of a scorer on a split (LEARNING.md §1). */
public record Ruler(int viewers, double auc, double aucPop, double ndcg10, double recall20) {

    public static Ruler measure(
            ContentSpace content, List<MovieLens.Case> cases, Function<MovieLens.Case, float[]> scorer) {
        double[] popularity = new double[content.size()];
        cases.forEach(c -> c.history().items().forEach(h -> popularity[content.indexOf(h.item())]++));
        double[] sums = new double[4];
        int n = 0;
        for (MovieLens.Case c : cases) {
            if (c.target().isPresent()) {
                add(sums, scorer.apply(c), content.indexOf(c.target().get()), popularity);
                n++;
            }
        }
        return new Ruler(n, sums[0] / n, sums[1] / n, sums[2] / n, sums[3] / n);
    }

    private static void add(double[] sums, float[] s, int target, double[] popularity) {
        double above = 0;
        double below = 0;
        double abovePop = 0;
        double allPop = 0;
        for (int j = 0; j < s.length; j++) {
            if (j != target && s[j] != Float.NEGATIVE_INFINITY) {
                double share = s[j] > s[target] ? 1 : s[j] == s[target] ? .5 : 0;
                above += share;
                below += 1 - share;
                abovePop += share * popularity[j];
                allPop += popularity[j];
            }
        }
        sums[0] += below / (above + below);
        sums[1] += 1 - abovePop / allPop;
        sums[2] += above < 10 ? Math.log(2) / Math.log(above + 2) : 0;
        sums[3] += above < 20 ? 1 : 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "viewers %d  AUC %.4f  AUCpop %.4f  NDCG@10 %.4f  Recall@20 %.4f",
                viewers,
                auc,
                aucPop,
                ndcg10,
                recall20);
    }
}
