package io.exogenesis.omega.lab.report;

import io.exogenesis.omega.lab.attack.AttackReport;
import io.exogenesis.omega.lab.attack.Figures;
import io.exogenesis.omega.lab.measure.Metrics;
import io.exogenesis.omega.ops.console.Table;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An attack report as one table: what each attack had reached early and at the end. */
final class AttackSummary {
    /** The early look that the goals speak of. */
    private static final int EARLY = 2;

    private AttackSummary() {}

    static Table table(AttackReport report) {
        Table table = Table.ofNumbers(
                "attack",
                "share",
                "rule",
                "target HR@10, round 2",
                "last round",
                "hits kept",
                "impressions",
                "degrees",
                "captured",
                "vetoed",
                "AUC lost",
                "NDCG@10 lost");
        report.runs().forEach(run -> table.row(cells(run, report.clean())));
        return table;
    }

    private static String[] cells(AttackReport.Run run, @Nullable Metrics clean) {
        List<Figures> rounds = run.rounds();
        Figures early = rounds.get(Math.min(EARLY, rounds.size()) - 1);
        Figures last = rounds.getLast();
        Double auc = last.auc();
        Double ndcg = last.ndcg10();
        return new String[] {
            run.attack(),
            String.format(Locale.ROOT, "%.2f", run.fraction()),
            run.rule(),
            number("%.3f", early.targetHitRate10()),
            number("%.3f", last.targetHitRate10()),
            number("%.2f", last.targetHitRateKept()),
            number("%.2f", last.impressionsPerViewer()),
            number("%.1f", last.centroidDegrees()),
            number("%.3f", last.captureRate()),
            number("%.3f", last.vetoRate()),
            number("%.4f", clean == null || auc == null ? null : clean.auc() - auc),
            number("%.1f %%", clean == null || ndcg == null ? null : 100 * (1 - ndcg / clean.ndcg10()))
        };
    }

    private static String number(String format, @Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }
}
