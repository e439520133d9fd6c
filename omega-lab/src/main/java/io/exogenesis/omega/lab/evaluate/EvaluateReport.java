package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.measure.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The report of {@code ./omega lab evaluate}. The contract's fields first; {@code paired}, {@code rolling}, {@code trials} and
 * what a row says beyond M are added.
 *
 * @param protocols protocol → model → row
 * @param pairedAgainstBestBaseline of the first protocol: LAST, where it was asked for
 * @param paired the same for each protocol
 * @param trials protocol → model → all settings tried on validation
 * @param replay the first of {@code runs}
 * @param runs all replays: activities, defences and numbers of epochs; null where none was asked for
 * @param sizes protocol → most titles of a sample → what lists are worth after one round; null where it was not asked for
 * @param ablation part that is off → what lists are worth, LAST after one round; null where it was not asked for
 */
public record EvaluateReport(
        String dataset,
        int items,
        int viewers,
        long seed,
        Map<String, Map<String, Row>> protocols,
        @Nullable Against pairedAgainstBestBaseline,
        Map<String, Against> paired,
        @Nullable Rolling rolling,
        Map<String, Map<String, List<Trial>>> trials,
        @Nullable ReplayReport replay,
        @Nullable List<ReplayReport> runs,
        @Nullable Map<String, Row> ablation,
        @Nullable Map<String, Map<String, Row>> sizes,
        double seconds) {

    private static final Set<String> OURS = Set.of(ProtocolRun.ALONE, ProtocolRun.RANK, ProtocolRun.FEDERATED);

    /** Whether a model is one to compare with, and not one of ours: an agent without a Core, its scorer alone, its lists. */
    public static boolean isBaseline(String model) {
        return !OURS.contains(model);
    }

    /** Of each number of epochs the first replay: those whose course is shown. */
    public List<ReplayReport> courses() {
        Map<Integer, ReplayReport> first = new LinkedHashMap<>();
        if (runs != null) {
            runs.forEach(r -> first.putIfAbsent(r.epochs(), r));
        }
        return List.copyOf(first.values());
    }

    /**
     * The same with replays.
     *
     * @param replays at least one
     * @param took seconds, tuning and what stands beside them included
     */
    public EvaluateReport with(List<ReplayReport> replays, double took) {
        return with(replays.getFirst(), replays, ablation, sizes, seconds + took);
    }

    /** The same with what each part of a list is worth on LAST. */
    public EvaluateReport with(Map<String, Row> parts) {
        return with(replay, runs, parts, sizes, seconds);
    }

    /** The same with what other sizes of the sample are worth. */
    public EvaluateReport withSizes(Map<String, Map<String, Row>> bySize) {
        return with(replay, runs, ablation, bySize, seconds);
    }

    private EvaluateReport with(
            @Nullable ReplayReport first,
            @Nullable List<ReplayReport> all,
            @Nullable Map<String, Row> parts,
            @Nullable Map<String, Map<String, Row>> bySize,
            double took) {
        return new EvaluateReport(
                dataset,
                items,
                viewers,
                seed,
                protocols,
                pairedAgainstBestBaseline,
                paired,
                rolling,
                trials,
                first,
                all,
                parts,
                bySize,
                took);
    }

    /**
     * M, and more.
     *
     * @param hr10sampled HR@10 against 99 sampled titles
     * @param viewers that were asked
     * @param setting chosen on validation
     */
    public record Row(
            double auc,
            List<Double> aucCi,
            double aucPop,
            double ndcg10,
            double recall20,
            double coverage,
            double hr10sampled,
            int viewers,
            String setting) {

        public static Row of(Judged judged, int items) {
            Metrics m = Metrics.of(judged.judgements(), items);
            double hits = judged.hr10().stream().mapToDouble(h -> h).average().orElse(0);
            return new Row(
                    m.auc(),
                    m.aucCi(),
                    m.aucPop(),
                    m.ndcg10(),
                    m.recall20(),
                    m.coverage(),
                    hits,
                    judged.judgements().size(),
                    judged.setting());
        }
    }

    /**
     * The federated model against the best tuned baseline of each metric: 95 % intervals of the difference, by paired bootstrap
     * over viewers. Best is what is best on the test itself, which is the hardest opponent.
     *
     * @param model opponent in NDCG@10
     * @param aucModel opponent in AUC
     */
    public record Against(String model, List<Double> ndcg10Diff, String aucModel, List<Double> aucDiff) {}

    /**
     * Means over several held-out titles a viewer.
     *
     * @param splits how many; the k-th last liked title, k = 1 … splits
     * @param models means over the splits
     * @param ndcg10 the federated NDCG@10 of each split, k ascending
     * @param auc the federated AUC of each split
     */
    public record Rolling(
            int splits, Map<String, Mean> models, List<Double> ndcg10, List<Double> auc, Against against) {}

    /** Means over splits. */
    public record Mean(double auc, double aucPop, double ndcg10, double recall20) {}

    /** One setting tried on validation. */
    public record Trial(String setting, double auc, double ndcg10) {}
}
