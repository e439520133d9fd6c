package io.exogenesis.omega.lab.report;

import io.exogenesis.omega.lab.evaluate.CurveTables;
import io.exogenesis.omega.lab.evaluate.EvaluateReport;
import io.exogenesis.omega.lab.evaluate.EvaluateTables;
import io.exogenesis.omega.lab.evaluate.ReplayReport;
import io.exogenesis.omega.lab.evaluate.ReplayTables;
import io.exogenesis.omega.lab.explore.ExploreTables;
import io.exogenesis.omega.lab.trend.TrendTables;
import io.exogenesis.omega.ops.console.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** The measured part of {@code docs/learning.md}: goals first, then each report with its tables and figures. */
public final class LearningPage {
    private static final List<String> KINDS = List.of("evaluate", "curve", "attack", "trend", "explore");

    private final List<KeptReport> reports;
    private final String figuresAt;

    /** @param figuresAt where figures lie, as seen from the page, without a slash at the end */
    public LearningPage(List<KeptReport> reports, String figuresAt) {
        this.reports = reports.stream()
                .sorted(Comparator.comparing((KeptReport r) -> KINDS.indexOf(r.kind()))
                        .thenComparing(KeptReport::dataset))
                .toList();
        this.figuresAt = figuresAt;
    }

    /** What the reports say about the goals. */
    public List<Goal> goals() {
        return Goals.of(reports);
    }

    /** File name → SVG. */
    public SequencedMap<String, String> figures() {
        SequencedMap<String, String> out = new java.util.LinkedHashMap<>();
        reports.forEach(r -> Charts.of(r).forEach((part, svg) -> out.put(file(r, part), svg)));
        return out;
    }

    /** Lines of Markdown. */
    public List<String> markdown() {
        List<String> out = new ArrayList<>();
        out.add("### Goals");
        out.add("");
        out.addAll(Goals.table(goals()).markdown());
        for (KeptReport kept : reports) {
            out.add("");
            switch (kept) {
                case KeptReport.Evaluated e -> evaluated(e.report(), out);
                case KeptReport.Curve c -> curve(c, out);
                case KeptReport.Attacked a -> attacked(a, out);
                case KeptReport.Trends t -> {
                    out.add("### Trends and discoveries: " + t.dataset());
                    out.add("");
                    out.addAll(TrendTables.markdown(t.report()));
                }
                case KeptReport.Explored x -> explored(x, out);
            }
            Charts.of(kept).keySet().forEach(part -> {
                out.add("");
                out.add("![" + part + "](" + figuresAt + "/" + file(kept, part) + ")");
            });
        }
        return out;
    }

    private static void evaluated(EvaluateReport r, List<String> out) {
        out.add((r.protocols().isEmpty() ? "### Accuracy that lasts: " : "### Accuracy: ") + r.dataset());
        out.add("");
        out.add(r.items() + " titles, " + r.viewers() + " viewers, seed " + r.seed() + ".");
        r.protocols().forEach((protocol, rows) -> {
            int asked = rows.values().stream()
                    .mapToInt(EvaluateReport.Row::viewers)
                    .max()
                    .orElse(0);
            table("Protocol `" + protocol + "`, " + asked + " viewers asked:", EvaluateTables.models(rows), out);
        });
        EvaluateReport.Rolling rolling = r.rolling();
        if (rolling != null) {
            table("Means over " + rolling.splits() + " rolling splits:", EvaluateTables.rolling(rolling), out);
        }
        if (!r.paired().isEmpty()) {
            table("Federated minus the best baseline of each metric, paired, 95 %:", EvaluateTables.paired(r), out);
        }
        if (r.ablation() != null) {
            table("`last` after one round, one part off at a time:", EvaluateTables.ablation(r.ablation()), out);
        }
        if (r.sizes() != null) {
            table(
                    "What the size of the sample buys, after one round (most titles that leave a device; 50 by default):",
                    EvaluateTables.sizes(r.sizes()),
                    out);
        }
        if (r.runs() != null) {
            replayed(r.runs(), out);
            r.courses()
                    .forEach(run -> table(ReplayTables.name(run) + ", what came next:", ReplayTables.course(run), out));
        }
    }

    private static void replayed(List<ReplayReport> runs, List<String> out) {
        table("Protocol `replay`, lists after the last epoch:", ReplayTables.ends(runs), out);
        for (ReplayReport run : runs) {
            if (run.ablation() != null) {
                table(
                        ReplayTables.name(run) + ", one part off at its end:",
                        EvaluateTables.ablation(run.ablation()),
                        out);
            }
            if (run.patterns() != null) {
                table(
                        ReplayTables.name(run) + ", lists with and without consolidated patterns:",
                        ReplayTables.patterns(run.patterns()),
                        out);
                out.add("");
                out.add(ReplayTables.verdict(run.patterns()));
            }
        }
    }

    private static void curve(KeptReport.Curve kept, List<String> out) {
        var r = kept.report();
        out.add("### Learning curve: " + r.dataset());
        out.add("");
        out.add(r.viewers() + " viewers in " + r.folds() + " folds, seed " + r.seed() + ".");
        r.orders().forEach((order, points) -> table("Order `" + order + "`:", CurveTables.points(points), out));
    }

    private static void attacked(KeptReport.Attacked kept, List<String> out) {
        var r = kept.report();
        out.add("### Attacks" + (r.replayed() ? " in a replay: " : ": ") + r.dataset());
        out.add("");
        out.add(String.format(
                Locale.ROOT,
                "%d honest viewers, %d targets at once, %d epochs before the attack, seeds %d to %d; liars %s; the item plane's"
                        + " defence is %s.",
                r.viewers(),
                r.targets(),
                r.warmUp(),
                r.seed(),
                r.seed() + r.seeds() - 1,
                r.newcomers()
                        ? "arrive with the attack"
                        : r.replayed() ? "join as the others do and sleep first" : "sleep at full reputation first",
                r.defended() ? "on" : "off"));
        table("By attack:", AttackSummary.table(r), out);
    }

    private static void explored(KeptReport.Explored kept, List<String> out) {
        var r = kept.report();
        out.add("### Exploration: " + r.dataset());
        out.add("");
        out.add(String.format(
                Locale.ROOT,
                "%d viewers with %d showings each, %.0f %% of them explored: %d choices, which earned %.4f each; seed %d.",
                r.viewers(),
                r.showings(),
                100 * r.share(),
                r.choices(),
                r.earned(),
                r.seed()));
        table("Policies judged from that log alone:", ExploreTables.policies(r), out);
    }

    private static void table(String heading, Table table, List<String> out) {
        out.add("");
        out.add(heading);
        out.add("");
        out.addAll(table.markdown());
    }

    private static String file(KeptReport report, String part) {
        String name = report.kind() + "-" + Goals.shortName(report.dataset()) + "-" + part;
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-") + ".svg";
    }
}
