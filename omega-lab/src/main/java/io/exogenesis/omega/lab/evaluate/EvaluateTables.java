package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.evaluate.EvaluateReport.Against;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Mean;
import io.exogenesis.omega.lab.evaluate.EvaluateReport.Row;
import io.exogenesis.omega.ops.console.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation as tables, for the terminal and for pages. */
public final class EvaluateTables {
    private EvaluateTables() {}

    /** One row a model. */
    public static Table models(Map<String, Row> rows) {
        Table table = Table.ofNumbers(
                "model", "AUC", "95 %", "AUCpop", "NDCG@10", "Recall@20", "coverage", "HR@10 of 100", "setting");
        rows.forEach((model, r) -> table.row(
                model,
                three(r.auc()),
                three(r.aucCi().get(0)) + "-" + three(r.aucCi().get(1)),
                three(r.aucPop()),
                four(r.ndcg10()),
                three(r.recall20()),
                three(r.coverage()),
                three(r.hr10sampled()),
                r.setting().isEmpty() ? "-" : r.setting()));
        return table;
    }

    /** What lists are worth with one part off, and what that costs. */
    public static Table ablation(Map<String, Row> rows) {
        Table table = Table.ofNumbers("off", "AUC", "change", "AUCpop", "NDCG@10", "change", "Recall@20");
        Row whole = rows.getOrDefault(Ablation.WHOLE, rows.values().iterator().next());
        rows.forEach((part, r) -> table.row(
                part.equals(Ablation.WHOLE) ? "nothing" : part,
                four(r.auc()),
                String.format(Locale.ROOT, "%+.4f", r.auc() - whole.auc()),
                three(r.aucPop()),
                four(r.ndcg10()),
                String.format(Locale.ROOT, "%+.4f", r.ndcg10() - whole.ndcg10()),
                three(r.recall20())));
        return table;
    }

    /** What each size of the sample buys: protocol → size → row. */
    public static Table sizes(Map<String, Map<String, Row>> sizes) {
        Table table = Table.ofNumbers("titles", "protocol", "AUC", "AUCpop", "NDCG@10", "Recall@20");
        sizes.forEach((protocol, rows) -> rows.forEach((size, r) ->
                table.row(size, protocol, four(r.auc()), three(r.aucPop()), four(r.ndcg10()), three(r.recall20()))));
        return table;
    }

    /** Means over rolling splits. */
    public static Table rolling(EvaluateReport.Rolling rolling) {
        Table table = Table.ofNumbers("model", "AUC", "AUCpop", "NDCG@10", "Recall@20");
        for (Map.Entry<String, Mean> e : rolling.models().entrySet()) {
            Mean m = e.getValue();
            table.row(e.getKey(), four(m.auc()), three(m.aucPop()), four(m.ndcg10()), three(m.recall20()));
        }
        return table;
    }

    /** The federated model against the best baseline of each metric. */
    public static Table paired(EvaluateReport report) {
        Table table = Table.ofWords("protocol", "NDCG@10", "against", "AUC", "against");
        report.paired().forEach((protocol, a) -> add(table, protocol, a));
        if (report.rolling() != null) {
            add(
                    table,
                    report.rolling().splits() + " rolling splits",
                    report.rolling().against());
        }
        return table;
    }

    private static void add(Table table, String protocol, Against a) {
        table.row(protocol, interval(a.ndcg10Diff()), a.model(), interval(a.aucDiff()), a.aucModel());
    }

    private static String interval(List<Double> i) {
        return String.format(Locale.ROOT, "[%+.4f, %+.4f]", i.get(0), i.get(1));
    }

    private static String three(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String four(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
