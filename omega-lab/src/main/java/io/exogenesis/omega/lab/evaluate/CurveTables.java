package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.ops.console.Table;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A learning curve as a table, for the terminal and for pages. */
public final class CurveTables {
    private CurveTables() {}

    /** One row a point: NDCG@10 and Recall@20 of the three columns, and what the federation gains over the start list. */
    public static Table points(List<CurveReport.Point> points) {
        Table table = Table.ofNumbers(
                "interactions",
                "viewers",
                "NDCG@10 alone",
                "start list",
                "federated",
                "gain",
                "t",
                "Recall@20 start list",
                "federated",
                "t",
                "AUC federated");
        for (CurveReport.Point p : points) {
            table.row(
                    String.valueOf(p.n()),
                    String.valueOf(p.viewers()),
                    three(p.alone().ndcg10()),
                    three(p.start().ndcg10()),
                    three(p.federated().ndcg10()),
                    gain(p.gainNdcg10()),
                    t(p.tNdcg10()),
                    three(p.start().recall20()),
                    three(p.federated().recall20()),
                    t(p.tRecall20()),
                    three(p.federated().auc()));
        }
        return table;
    }

    private static String gain(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%+.1f %%", 100 * value);
    }

    private static String t(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String three(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
