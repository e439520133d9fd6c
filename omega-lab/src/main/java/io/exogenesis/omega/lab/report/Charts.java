package io.exogenesis.omega.lab.report;

import io.exogenesis.omega.lab.attack.AttackReport;
import io.exogenesis.omega.lab.evaluate.CurveReport;
import io.exogenesis.omega.lab.evaluate.EvaluateReport;
import io.exogenesis.omega.lab.evaluate.ReplayReport;
import io.exogenesis.omega.lab.evaluate.ReplayReport.Point;
import io.exogenesis.omega.lab.evaluate.ReplayTables;
import io.exogenesis.omega.lab.report.BarChart.Bar;
import io.exogenesis.omega.lab.report.LineChart.Series;
import io.exogenesis.omega.lab.trend.TrendReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures of each kind of report. */
final class Charts {
    private static final int OURS = 1;
    private static final int OTHERS = 0;
    /** After so many rounds a target may stand in the first ten of so many honest viewers: the design's goal. */
    private static final double TARGET_GOAL = .03;

    private Charts() {}

    /** Name of the part → SVG; empty if there is nothing to draw. */
    static SequencedMap<String, String> of(KeptReport kept) {
        SequencedMap<String, String> out = new LinkedHashMap<>();
        switch (kept) {
            case KeptReport.Evaluated e -> {
                models(e.report(), out);
                replays(e.report(), out);
            }
            case KeptReport.Curve c ->
                c.report().orders().forEach((order, points) -> out.put(order, curve(c.report(), order, points)));
            case KeptReport.Attacked a -> attacks(a.report(), out);
            case KeptReport.Trends t -> out.put("recall", trends(t.report()));
            case KeptReport.Explored x -> {}
        }
        return out;
    }

    private static void models(EvaluateReport r, SequencedMap<String, String> out) {
        r.protocols().forEach((protocol, rows) -> {
            List<Bar> auc = new ArrayList<>();
            List<Bar> ndcg = new ArrayList<>();
            rows.forEach((model, row) -> {
                int series = model.equals("federated") ? OURS : OTHERS;
                auc.add(new Bar(model, row.auc(), row.aucCi(), series));
                ndcg.add(new Bar(model, row.ndcg10(), List.of(), series));
            });
            String of = ", protocol " + protocol + ", " + Goals.shortName(r.dataset());
            out.put(
                    protocol + " NDCG@10",
                    new BarChart("NDCG@10" + of, "NDCG@10, mean over viewers", ndcg, null).svg());
            out.put(
                    protocol + " AUC",
                    new BarChart("AUC" + of, "AUC, mean over viewers, with 95 % interval", auc, null).svg());
        });
    }

    private static void replays(EvaluateReport r, SequencedMap<String, String> out) {
        for (ReplayReport run : r.courses()) {
            for (boolean auc : List.of(false, true)) {
                String metric = auc ? "AUC" : "NDCG@10";
                String name = ReplayTables.name(run);
                out.put(name + " " + metric, course(run, metric, name + ", " + Goals.shortName(r.dataset()), auc));
            }
        }
    }

    private static String course(ReplayReport run, String metric, String title, boolean auc) {
        List<Point> points = run.course().stream().filter(p -> p.asked() > 0).toList();
        return new LineChart(
                        title,
                        "epochs lived through",
                        metric + " of what came next, mean over viewers",
                        points.stream().map(p -> String.valueOf(p.epoch())).toList(),
                        List.of(
                                new Series("alone", over(points, p -> ReplayTables.of(p, "alone", auc))),
                                new Series("federated", over(points, p -> ReplayTables.of(p, "federated", auc))),
                                new Series("popularity", over(points, p -> ReplayTables.of(p, "popularity", auc))),
                                new Series("best centralised", over(points, p -> ReplayTables.best(p, auc)))))
                .svg();
    }

    private static List<Double> over(List<Point> points, Function<Point, @Nullable Double> of) {
        return points.stream()
                .map(p -> of.apply(p) instanceof Double value ? value : Double.NaN)
                .toList();
    }

    private static String curve(CurveReport r, String order, List<CurveReport.Point> points) {
        return new LineChart(
                        "New viewers, order " + order + ", " + Goals.shortName(r.dataset()),
                        "interactions on the viewer's own agent",
                        "NDCG@10, mean over viewers",
                        points.stream().map(p -> String.valueOf(p.n())).toList(),
                        List.of(
                                new Series(
                                        "best local model",
                                        values(points, p -> p.alone().ndcg10())),
                                new Series(
                                        "federated",
                                        values(points, p -> p.federated().ndcg10())),
                                new Series(
                                        "best start list",
                                        values(points, p -> p.start().ndcg10()))))
                .svg();
    }

    private static List<Double> values(List<CurveReport.Point> points, Function<CurveReport.Point, Double> of) {
        return points.stream().map(of).toList();
    }

    private static void attacks(AttackReport r, SequencedMap<String, String> out) {
        List<Bar> hits = new ArrayList<>();
        List<Bar> degrees = new ArrayList<>();
        for (AttackReport.Run run : r.runs()) {
            String name = run.attack()
                    + String.format(Locale.ROOT, " %.2f", run.fraction())
                    + (run.rule().equals("omega") ? "" : " " + run.rule());
            var last = run.rounds().getLast();
            Double hit = last.targetHitRate10();
            Double angle = last.centroidDegrees();
            if (hit != null && last.targetHitRateKept() == null) {
                hits.add(new Bar(name, hit, List.of(), OURS));
            }
            if (angle != null) {
                degrees.add(new Bar(name, angle, List.of(), OURS));
            }
        }
        String of = ", " + Goals.shortName(r.dataset());
        if (!hits.isEmpty()) {
            out.put(
                    r.replayed() ? "titles replayed" : "titles",
                    new BarChart(
                                    "What attacks on titles reach" + (r.replayed() ? " in a replay" : "") + of,
                                    "share of honest viewers with a target in their first ten, last round; dashed: goal",
                                    hits,
                                    TARGET_GOAL)
                            .svg());
        }
        if (!degrees.isEmpty()) {
            out.put(
                    "patterns",
                    new BarChart(
                                    "How far attacks move patterns" + of,
                                    "degrees off the honest mean, last round; dashed: goal",
                                    degrees,
                                    10.)
                            .svg());
        }
    }

    private static String trends(TrendReport r) {
        List<Bar> bars = new ArrayList<>();
        for (TrendReport.Planted p : r.planted()) {
            Double recall = p.recall();
            if (recall != null) {
                bars.add(new Bar(String.format(Locale.ROOT, "rate × %.0f", p.factor()), recall, p.recallCi(), OURS));
            }
        }
        return new BarChart(
                        "Planted trends found, " + Goals.shortName(r.dataset()),
                        "share found within 30 days, with 95 % interval",
                        bars,
                        null)
                .svg();
    }
}
