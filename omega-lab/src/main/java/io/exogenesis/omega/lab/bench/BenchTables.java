package io.exogenesis.omega.lab.bench;

import io.exogenesis.omega.ops.console.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows of a benchmark for a person. */
public final class BenchTables {
    private BenchTables() {}

    /** One line a row; columns that no row fills stay away. */
    public static Table of(List<Row> rows) {
        Table table =
                Table.ofNumbers("target and figure", "median", "unit", "runs", "spread", "peer", "of limit", "goal");
        for (Row r : rows) {
            table.row(
                    r.target() + ": " + r.name(),
                    number(r.value()),
                    r.unit(),
                    Integer.toString(r.runs()),
                    number(r.low()) + "–" + number(r.high()),
                    peer(r.peer()),
                    r.limit() == null ? "" : Math.round(100 * r.value() / r.limit()) + " %",
                    goal(r.goal()));
        }
        return table;
    }

    /**
     * For a page: which machine, then the table, in Markdown.
     *
     * @param targets whose rows are wanted; empty: all
     */
    public static List<String> markdown(BenchReport report, List<String> targets) {
        List<String> out = new ArrayList<>();
        out.add("`./omega lab bench " + String.join(" ", report.benchmarks()) + "` on "
                + report.machine().line() + ":");
        out.add("");
        out.addAll(of(report.rows().stream()
                        .filter(r -> targets.isEmpty() || targets.contains(r.target()))
                        .toList())
                .markdown());
        return out;
    }

    private static String peer(Row.@Nullable Peer peer) {
        return peer == null ? "" : "×" + number(peer.ratio()) + " " + peer.name();
    }

    private static String goal(Row.@Nullable Goal goal) {
        return goal == null
                ? ""
                : (goal.is().equals("at most") ? "≤ " : "≥ ")
                        + number(goal.value())
                        + (goal.met() ? " met" : " MISSED");
    }

    /** Three digits, thousands separated. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (Math.abs(value) >= 1000) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
