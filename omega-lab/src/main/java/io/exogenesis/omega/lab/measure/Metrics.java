package io.exogenesis.omega.lab.measure;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Means over viewers: the {@code M} of the contract's reports.
 *
 * @param aucCi 95 % interval of {@code auc}, by bootstrap over viewers
 * @param coverage share of the catalogue that stands in anybody's first ten
 */
public record Metrics(double auc, List<Double> aucCi, double aucPop, double ndcg10, double recall20, double coverage) {
    private static final int RESAMPLES = 2000;
    /** Fixed, so that the same rankings always print the same interval. */
    private static final long SEED = 20260101;

    public Metrics {
        aucCi = List.copyOf(aucCi);
    }

    /**
     * Means of {@code judgements}, in their order.
     *
     * @param items size of the catalogue
     * @throws IllegalArgumentException if there are none
     */
    public static Metrics of(List<Judgement> judgements, int items) {
        if (judgements.isEmpty()) {
            throw new IllegalArgumentException("no viewer has a held-out title, so there is nothing to measure");
        }
        Set<Integer> shown = new HashSet<>();
        judgements.forEach(j -> shown.addAll(j.top10()));
        return new Metrics(
                mean(judgements, Judgement::auc),
                interval(judgements.stream().mapToDouble(Judgement::auc).toArray()),
                mean(judgements, Judgement::aucPop),
                mean(judgements, Judgement::ndcg10),
                mean(judgements, Judgement::recall20),
                (double) shown.size() / items);
    }

    private static double mean(List<Judgement> judgements, ToDoubleFunction<Judgement> of) {
        return judgements.stream().mapToDouble(of).sum() / judgements.size();
    }

    /** Percentile bootstrap of the mean, 95 %. */
    public static List<Double> interval(double[] values) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[r] = sum / values.length;
        }
        Arrays.sort(means);
        return List.of(means[(int) (RESAMPLES * .025)], means[(int) (RESAMPLES * .975) - 1]);
    }
}
