package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.lab.measure.Metrics;
import io.exogenesis.omega.ops.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report in words and tables: on the terminal, and in the README. */
public final class Results {
    private Results() {}

    /** Rows of accuracy, best known baseline first. */
    public static Table accuracy(DemoReport.Accuracy accuracy) {
        Table table = Table.ofNumbers("recommendations by", "AUC", "95 %", "AUCpop", "NDCG@10", "Recall@20", "coverage")
                .row(cells("popularity alone", accuracy.popularity()))
                .row(cells("each agent alone", accuracy.alone()))
                .row(cells("agents, federated", accuracy.federated()));
        return accuracy.rank() == null ? table : table.row(cells("  their scorer alone", accuracy.rank()));
    }

    private static String[] cells(String name, Metrics m) {
        return new String[] {
            name,
            three(m.auc()),
            three(m.aucCi().get(0)) + "-" + three(m.aucCi().get(1)),
            three(m.aucPop()),
            three(m.ndcg10()),
            three(m.recall20()),
            three(m.coverage())
        };
    }

    /** What happened besides, one fact a row. */
    public static Table facts(DemoReport r) {
        DemoReport.Sync s = r.sync();
        String core = s.engine().core() == null ? "unknown" : s.engine().core();
        Table table = Table.ofWords("what happened", "")
                .row(
                        "syncs",
                        s.count() + " over " + s.transport() + " (client "
                                + s.engine().client() + ", Core " + core + "), " + s.retried() + " retried, "
                                + s.failed() + " failed")
                .row(
                        "sync latency, ms",
                        "p50 " + millis(s.p50Ms()) + "   p95 " + millis(s.p95Ms()) + "   p99 " + millis(s.p99Ms()))
                .row(
                        "patterns",
                        r.patterns().pushed() + " pushed, " + r.patterns().refused() + " refused, "
                                + r.patterns().inAdmittedClusters() + " in admitted clusters")
                .row(
                        "bank",
                        "version " + r.bank().version() + ", " + r.bank().consolidatedPatterns()
                                + " patterns that viewers share"
                                + (r.bank().itemModelBytes() == null
                                        ? ""
                                        : ", item model of "
                                                + kilobytes(r.bank().itemModelBytes())))
                .row("attackers", attackers(r.poisoning()))
                .row("contributions", r.lost() + " lost, " + r.doubled() + " counted twice");
        return table;
    }

    private static String attackers(DemoReport.@Nullable Poisoning p) {
        return p == null
                ? "none took part in this run"
                : String.format(
                        Locale.ROOT,
                        "%d liars (%.0f %% of all), %s: %.1f %% of honest lists show a target, %.1f %% before",
                        p.liars(),
                        100 * p.fraction(),
                        p.attack(),
                        100 * p.targetHitRate10(),
                        100 * p.hitRateBefore());
    }

    /** Where the figures come from, then accuracy and what happened, in Markdown. */
    public static List<String> markdown(DemoReport r) {
        List<String> out = accuracyMarkdown(r);
        out.addAll(facts(r).markdown());
        return out;
    }

    /** Where the figures come from, then accuracy, in Markdown; nothing of a demo that measured none. */
    public static List<String> accuracyMarkdown(DemoReport r) {
        List<String> out = new ArrayList<>();
        if (r.accuracy() != null) {
            out.add("Data: " + r.dataset() + ", " + r.items() + " titles, " + r.viewers() + " viewers"
                    + (r.simulated() ? " whose behaviour is simulated" : "") + "; "
                    + r.accuracy().viewers()
                    + " of them with a last liked title held out.");
            out.add("");
            out.addAll(accuracy(r.accuracy()).markdown());
            out.add("");
        }
        return out;
    }

    private static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%,d KB", bytes / 1024);
    }

    private static String three(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String millis(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }
}
