package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.evaluate.EvaluateReport.Row;
import io.exogenesis.omega.lab.evaluate.ReplayReport.Accuracy;
import io.exogenesis.omega.lab.evaluate.ReplayReport.PatternCase;
import io.exogenesis.omega.lab.evaluate.ReplayReport.Point;
import io.exogenesis.omega.ops.console.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replays as tables, for the terminal and for pages. */
public final class ReplayTables {
    private static final String POPULARITY = "popularity";

    private ReplayTables() {}

    /** What tells a replay from the others of a report. */
    public static String name(ReplayReport run) {
        return "Replay in " + run.epochs() + " epochs, idle devices: " + run.activity() + ", defence "
                + (run.defence() ? "on" : "off");
    }

    /** What the lists that agents show are worth after the last epoch, one row a replay. */
    public static Table ends(List<ReplayReport> runs) {
        Table table = Table.ofNumbers(
                "epochs",
                "idle devices",
                "defence",
                "LAST AUC",
                "AUCpop",
                "NDCG@10",
                "GLOBAL AUC",
                "AUCpop",
                "NDCG@10",
                "released titles",
                "s");
        for (ReplayReport r : runs) {
            Row last = r.end().last().get(ProtocolRun.FEDERATED);
            Map<String, Row> rows = r.end().global();
            Row global = rows == null ? null : rows.get(ProtocolRun.FEDERATED);
            table.row(
                    String.valueOf(r.epochs()),
                    r.activity(),
                    r.defence() ? "on" : "off",
                    auc(last),
                    aucPop(last),
                    ndcg(last),
                    auc(global),
                    aucPop(global),
                    ndcg(global),
                    String.valueOf(r.end().released()),
                    String.format(Locale.ROOT, "%.0f", r.seconds()));
        }
        return table;
    }

    /** NDCG@10 and AUC over the epochs of one replay, of every model that was asked at each of them and of the best baseline. */
    public static Table course(ReplayReport run) {
        Table table = Table.ofNumbers(
                "epoch",
                "samples",
                "released",
                "asked",
                "NDCG@10 alone",
                "popularity",
                "federated",
                "best baseline",
                "AUC alone",
                "popularity",
                "federated",
                "best baseline");
        for (Point p : run.course()) {
            table.row(
                    String.valueOf(p.epoch()),
                    String.valueOf(p.rows()),
                    String.valueOf(p.released()),
                    String.valueOf(p.asked()),
                    number(of(p, ProtocolRun.ALONE, false), false),
                    number(of(p, POPULARITY, false), false),
                    number(of(p, ProtocolRun.FEDERATED, false), false),
                    number(best(p, false), false),
                    number(of(p, ProtocolRun.ALONE, true), true),
                    number(of(p, POPULARITY, true), true),
                    number(of(p, ProtocolRun.FEDERATED, true), true),
                    number(best(p, true), true));
        }
        return table;
    }

    /** Lists without consolidated patterns, with those that juries have confirmed, and as if all were. */
    public static Table patterns(List<PatternCase> cases) {
        Table table = Table.ofNumbers(
                "asked for",
                "viewers",
                "patterns in use",
                "of",
                "AUC without",
                "with",
                "with all",
                "NDCG@10 without",
                "with",
                "with all");
        cases.forEach(c -> table.row(
                c.name(),
                String.valueOf(c.viewers()),
                String.valueOf(c.admitted()),
                String.valueOf(c.patterns()),
                auc(c.without()),
                auc(c.with()),
                auc(c.all()),
                ndcg(c.without()),
                ndcg(c.with()),
                ndcg(c.all())));
        return table;
    }

    /** In one sentence what {@link #patterns} shows of the patterns in use. */
    public static String verdict(List<PatternCase> cases) {
        if (cases.stream().allMatch(c -> c.admitted() == 0)) {
            return "No consolidated pattern was in use here, so the columns \"with\" measure nothing.";
        }
        List<String> better = cases.stream()
                .filter(ReplayTables::helped)
                .map(PatternCase::name)
                .toList();
        return better.isEmpty()
                ? "Consolidated patterns in use make no list better here in both AUC and NDCG@10."
                : "Consolidated patterns in use make lists better in both AUC and NDCG@10 here: "
                        + String.join("; ", better) + ".";
    }

    private static boolean helped(PatternCase c) {
        return c.with().auc() > c.without().auc()
                && c.with().ndcg10() > c.without().ndcg10();
    }

    /** Of a model at a moment; null if it was not asked then. */
    public static @Nullable Double of(Point point, String model, boolean auc) {
        Accuracy a = point.models().get(model);
        return a == null ? null : (Double) (auc ? a.auc() : a.ndcg10());
    }

    /** Of the best tuned baseline of the metric at a moment; null where none was learnt. */
    public static @Nullable Double best(Point point, boolean auc) {
        Set<String> tuned = new LinkedHashSet<>(point.models().keySet());
        tuned.removeIf(m -> !EvaluateReport.isBaseline(m) || m.equals(POPULARITY));
        return tuned.stream()
                .map(point.models()::get)
                .map(a -> (Double) (auc ? a.auc() : a.ndcg10()))
                .max(Double::compare)
                .orElse(null);
    }

    private static String auc(@Nullable Row row) {
        return row == null ? "-" : number(row.auc(), true);
    }

    private static String aucPop(@Nullable Row row) {
        return row == null ? "-" : number(row.aucPop(), true);
    }

    private static String ndcg(@Nullable Row row) {
        return row == null ? "-" : number(row.ndcg10(), false);
    }

    private static String number(@Nullable Double value, boolean auc) {
        return value == null ? "-" : String.format(Locale.ROOT, auc ? "%.3f" : "%.4f", value);
    }
}
