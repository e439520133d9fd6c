package io.exogenesis.omega.lab.net;

import io.exogenesis.omega.ops.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cells of {@link QuicReport} for a person. */
public final class QuicTables {
    private QuicTables() {}

    /** One line a cell; beside it how much less than TCP with a new session on the same path, by the median. */
    public static Table of(List<QuicReport.Cell> cells) {
        Table table = Table.ofNumbers(
                "transport", "engine", "RTT ms", "loss %", "trials", "p50 ms", "p95 ms", "less than tcp-new", "failed");
        for (QuicReport.Cell cell : cells) {
            table.row(
                    cell.transport(),
                    cell.engine(),
                    Integer.toString(cell.rttMs()),
                    String.format(Locale.ROOT, "%.1f", cell.loss()),
                    Integer.toString(cell.trials()),
                    String.format(Locale.ROOT, "%.1f", cell.p50Ms()),
                    String.format(Locale.ROOT, "%.1f", cell.p95Ms()),
                    less(cell, cells),
                    Integer.toString(cell.failed()));
        }
        return table;
    }

    private static String less(QuicReport.Cell cell, List<QuicReport.Cell> cells) {
        return cell.transport().equals("tcp-new")
                ? ""
                : cells.stream()
                        .filter(c -> c.transport().equals("tcp-new") && c.samePath(cell))
                        .findFirst()
                        .map(tcp -> String.format(Locale.ROOT, "%.0f %%", 100 * (1 - cell.p50Ms() / tcp.p50Ms())))
                        .orElse("");
    }

    /** For a page: which machine, then the table, in Markdown. */
    public static List<String> markdown(QuicReport report) {
        List<String> out = new ArrayList<>();
        out.add("`./omega lab quic` on " + report.machine().line() + ". " + report.bytesUp() + " bytes up, "
                + report.bytesDown() + " down; " + report.congestionControl() + ".");
        out.add("");
        out.addAll(of(report.cells()).markdown());
        report.missing().forEach(line -> {
            out.add("");
            out.add("Not measured: " + line + ".");
        });
        return out;
    }
}
