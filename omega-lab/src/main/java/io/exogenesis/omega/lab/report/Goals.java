package io.exogenesis.omega.lab.report;

import io.exogenesis.omega.lab.attack.AttackReport;
import io.exogenesis.omega.lab.attack.Figures;
import io.exogenesis.omega.lab.evaluate.CurveReport;
import io.exogenesis.omega.lab.evaluate.EvaluateReport;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Against;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Row;
import io.exogenesis.omega.lab.evaluate.ReplayReport;
import io.exogenesis.omega.lab.measure.Metrics;
import io.exogenesis.omega.lab.trend.TrendReport;
import io.exogenesis.omega.ops.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What the design set out to reach, and whether the reports show it. */
public final class Goals {
    /** The data set on which hyper-parameters were chosen (on its validation split); all others are unseen. */
    private static final String SMALL = "ml-latest-small";

    private static final String FEDERATED = "federated";
    /** Interactions after which a viewer must feel at home. */
    private static final int AT = 10;
    /** Student's paired t that means p < .001 for some hundred viewers. */
    private static final double SIGNIFICANT = 3.3;

    /** By activity: LEARNING.md §7, at 12 and at 30 epochs. */
    private static final Map<String, Lasting> LASTING = Map.of(
            "on-change", new Lasting(.920, .080), "half", new Lasting(.926, .088), "all", new Lasting(.927, .090));

    private record Lasting(double auc, double ndcg10) {}

    private Goals() {}

    /** All goals that the reports are about, in their order. */
    public static List<Goal> of(List<KeptReport> reports) {
        List<Goal> out = new ArrayList<>();
        for (KeptReport kept : reports) {
            switch (kept) {
                case KeptReport.Evaluated e -> {
                    evaluated(e.report(), out);
                    replayed(e.report(), out);
                }
                case KeptReport.Curve c -> curve(c.report(), out);
                case KeptReport.Attacked a -> attacked(a.report(), out);
                case KeptReport.Trends t -> trends(t.report(), out);
                case KeptReport.Explored x -> {}
            }
        }
        return out;
    }

    /** One row a goal. */
    public static Table table(List<Goal> goals) {
        Table table = Table.ofWords("goal", "data", "wanted", "measured", "");
        goals.forEach(g -> table.row(g.cells()));
        return table;
    }

    private static void evaluated(EvaluateReport r, List<Goal> out) {
        String data = shortName(r.dataset());
        boolean small = data.equals(SMALL);
        Map<String, Row> last = r.protocols().get("last");
        if (last != null && last.get(FEDERATED) instanceof Row f) {
            out.add(Goal.least("LAST: AUC", data, small ? .930 : .912, f.auc()));
            out.add(Goal.least("LAST: NDCG@10", data, small ? .090 : .125, f.ndcg10()));
            out.add(Goal.least("LAST: AUCpop", data, .81, f.aucPop()));
            if (last.get("ease") instanceof Row ease) {
                out.add(Goal.least("LAST: catalogue coverage, not below EASE's", data, ease.coverage(), f.coverage()));
            }
        }
        EvaluateReport.Rolling rolling = r.rolling();
        if (rolling != null) {
            above(rolling.splits() + " rolling splits", rolling.against(), data, out);
        }
        Map<String, Row> global = r.protocols().get("global");
        if (global != null && global.get(FEDERATED) instanceof Row f) {
            out.add(Goal.least("GLOBAL: AUC", data, .895, f.auc()));
            out.add(Goal.least(
                    "GLOBAL: NDCG@10, not below the best baseline", data, best(global, Row::ndcg10), f.ndcg10()));
        }
        Map<String, Row> loo = r.protocols().get("loo99");
        if (loo != null && data.equals("ml-100k") && loo.get(FEDERATED) instanceof Row f) {
            out.add(Goal.least("loo99: HR@10", data, .73, f.hr10sampled()));
        }
    }

    /** LEARNING.md §7: accuracy that lasts, and what the defence may cost there. */
    private static void replayed(EvaluateReport r, List<Goal> out) {
        String data = shortName(r.dataset());
        if (r.runs() == null) {
            return;
        }
        for (ReplayReport run : r.runs()) {
            String name = "replay, " + run.epochs() + " epochs, " + run.activity();
            Row last = run.end().last().get(FEDERATED);
            if (!run.defence() || last == null) {
                continue;
            }
            Lasting goal = LASTING.getOrDefault(run.activity(), new Lasting(0, 0));
            out.add(Goal.least(name + ", LAST: AUC", data, goal.auc, last.auc()));
            out.add(Goal.least(name + ", LAST: NDCG@10", data, goal.ndcg10, last.ndcg10()));
            Map<String, Row> rows = run.end().global();
            if (run.activity().equals("half") && rows != null && rows.get(FEDERATED) instanceof Row global) {
                out.add(Goal.least(name + ", GLOBAL: AUC", data, .890, global.auc()));
                out.add(Goal.least(name + ", GLOBAL: NDCG@10", data, .125, global.ndcg10()));
            }
            r.runs().stream()
                    .filter(other -> !other.defence()
                            && other.epochs() == run.epochs()
                            && other.activity().equals(run.activity()))
                    .findFirst()
                    .map(other -> other.end().last().get(FEDERATED))
                    .ifPresent(off -> out.add(Goal.most(
                            name + ", LAST: NDCG@10 that the defence costs, %",
                            data,
                            3,
                            100 * (1 - last.ndcg10() / off.ndcg10()))));
        }
    }

    private static void above(String what, Against against, String data, List<Goal> out) {
        out.add(Goal.least(
                what + ": AUC above " + against.aucModel() + ", lower end of 95 %",
                data,
                0,
                against.aucDiff().getFirst()));
        out.add(Goal.least(
                what + ": NDCG@10 above " + against.model() + ", lower end of 95 %",
                data,
                0,
                against.ndcg10Diff().getFirst()));
    }

    private static double best(Map<String, Row> rows, ToDoubleFunction<Row> of) {
        return rows.entrySet().stream()
                .filter(e -> EvaluateReport.isBaseline(e.getKey()))
                .mapToDouble(e -> of.applyAsDouble(e.getValue()))
                .max()
                .orElse(0);
    }

    private static void curve(CurveReport r, List<Goal> out) {
        String data = shortName(r.dataset());
        for (CurveReport.Point p : r.orders().getOrDefault("organic", List.of())) {
            if (p.n() == AT) {
                out.add(Goal.least(
                        AT + " organic events: NDCG@10 over the start list, %", data, 25, percent(p.gainNdcg10())));
                out.add(Goal.least(AT + " organic events: paired t, NDCG@10", data, SIGNIFICANT, p.tNdcg10()));
                out.add(Goal.least(AT + " organic events: paired t, Recall@20", data, SIGNIFICANT, p.tRecall20()));
                out.add(Goal.least(
                        AT + " organic events: NDCG@10, times the best local-only model",
                        data,
                        4,
                        times(p.federated(), p.alone())));
            }
        }
        for (CurveReport.Point p : r.orders().getOrDefault("onboarding", List.of())) {
            if (p.n() == AT) {
                out.add(Goal.least(
                        AT + " onboarding events: NDCG@10 over the start list, %", data, 0, percent(p.gainNdcg10())));
            }
        }
    }

    private static @Nullable Double percent(@Nullable Double share) {
        return share == null ? null : (Double) (100 * share);
    }

    private static @Nullable Double times(Metrics a, Metrics b) {
        return b.ndcg10() == 0 ? null : a.ndcg10() / b.ndcg10();
    }

    private static void attacked(AttackReport r, List<Goal> out) {
        String data = shortName(r.dataset());
        List<AttackReport.Run> omega =
                r.runs().stream().filter(run -> run.rule().equals("omega")).toList();
        List<AttackReport.Run> patterns = omega.stream()
                .filter(run -> run.rounds().getLast().centroidDegrees() != null)
                .toList();
        List<AttackReport.Run> titles =
                omega.stream().filter(run -> !patterns.contains(run)).toList();
        if (!titles.isEmpty()) {
            titlesAttacked(r.replayed() ? "worst attack in a replay" : "worst attack", data, titles, r.clean(), out);
        }
        if (!patterns.isEmpty()) {
            out.add(Goal.most("worst attack: patterns captured", data, .05, worst(patterns, 12, Figures::captureRate)));
            out.add(Goal.most("worst attack: patterns vetoed", data, .05, worst(patterns, 12, Figures::vetoRate)));
            out.add(Goal.most(
                    "worst attack: degrees off the honest mean",
                    data,
                    10,
                    worst(patterns, 12, Figures::centroidDegrees)));
        }
    }

    private static void titlesAttacked(
            String attack, String data, List<AttackReport.Run> titles, @Nullable Metrics clean, List<Goal> out) {
        List<AttackReport.Run> demotion = titles.stream()
                .filter(run -> run.rounds().getLast().targetHitRateKept() != null)
                .toList();
        List<AttackReport.Run> promotion =
                titles.stream().filter(run -> !demotion.contains(run)).toList();
        out.add(Goal.most(
                attack + ": target HR@10 after 2 rounds", data, .01, worst(promotion, 2, Figures::targetHitRate10)));
        out.add(Goal.most(
                attack + ": target HR@10 after 12 rounds", data, .03, worst(promotion, 12, Figures::targetHitRate10)));
        out.add(Goal.most(
                attack + ": impressions per viewer", data, .3, worst(promotion, 12, Figures::impressionsPerViewer)));
        if (clean != null) {
            out.add(Goal.most(
                    attack + ": honest AUC lost",
                    data,
                    .005,
                    worst(titles, 12, f -> f.auc() == null ? null : clean.auc() - f.auc())));
            out.add(Goal.most(
                    attack + ": honest NDCG@10 lost, %",
                    data,
                    3,
                    worst(titles, 12, f -> f.ndcg10() == null ? null : 100 * (1 - f.ndcg10() / clean.ndcg10()))));
        }
        Double lost = worst(demotion, 12, f -> f.targetHitRateKept() == null ? null : 1 - f.targetHitRateKept());
        out.add(Goal.least(attack + ": hits a demoted title keeps", data, .7, lost == null ? null : 1 - lost));
    }

    /** The largest of all runs at a round, or at their last if they are shorter. */
    private static @Nullable Double worst(
            List<AttackReport.Run> runs, int round, Function<Figures, @Nullable Double> of) {
        return runs.stream()
                .map(r -> of.apply(r.rounds().get(Math.min(round, r.rounds().size()) - 1)))
                .filter(Objects::nonNull)
                .max(Double::compare)
                .orElse(null);
    }

    private static void trends(TrendReport r, List<Goal> out) {
        String data = shortName(r.dataset());
        for (TrendReport.Planted p : r.planted()) {
            if (p.factor() == 10 || p.factor() == 5) {
                String what = "trends, rate × " + (int) p.factor();
                out.add(Goal.least(what + ": recall", data, p.factor() == 10 ? .97 : .9, p.recall()));
                out.add(Goal.most(what + ": false alarms per 100 stream-days", data, 1, p.falseAlarmsPer100Days()));
            }
        }
        TrendReport.Discovered found = r.discovery();
        out.add(Goal.least("discovery: pairs replicated", data, .93, found == null ? null : found.replication()));
    }

    /** The data set's name without its format. */
    static String shortName(String dataset) {
        int bracket = dataset.indexOf(" (");
        return bracket < 0 ? dataset : dataset.substring(0, bracket);
    }
}
