package io.exogenesis.omega.lab.report;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.exogenesis.omega.lab.attack.AttackReport;
import io.exogenesis.omega.lab.attack.Figures;
import io.exogenesis.omega.lab.measure.Metrics;
import io.exogenesis.omega.ops.console.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An attack report for the page on security: a table of attacks on titles and one of attacks on patterns, in Markdown. */
public final class SecurityTables {
    private static final int EARLY = 2;
    private static final String NONE = "none";

    private SecurityTables() {}

    /** Whether a file is an attack report, by what stands in it. */
    public static boolean isOne(Path file) {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(file));
            return json.isJsonObject() && json.getAsJsonObject().has("warmUp");
        } catch (IOException | JsonParseException e) {
            return false;
        }
    }

    /** @throws ReportException if the file cannot be read */
    public static List<String> markdown(Path file) {
        AttackReport report;
        try {
            report = Objects.requireNonNull(new Gson().fromJson(Files.readString(file), AttackReport.class));
        } catch (IOException | JsonParseException e) {
            throw new ReportException(file + " cannot be read as a report: " + e.getMessage());
        }
        return markdown(report);
    }

    static List<String> markdown(AttackReport report) {
        List<String> out = new ArrayList<>();
        out.add(heading(report));
        List<AttackReport.Run> titles = report.runs().stream()
                .filter(r -> r.rounds().getLast().targetHitRate10() != null)
                .toList();
        List<AttackReport.Run> patterns = report.runs().stream()
                .filter(r -> r.rounds().getLast().centroidDegrees() != null)
                .toList();
        if (!titles.isEmpty()) {
            add("On titles:", titles(titles, report.clean()), out);
        }
        if (!patterns.isEmpty()) {
            add("On patterns:", patterns(patterns), out);
        }
        return out;
    }

    private static void add(String heading, Table table, List<String> out) {
        out.add("");
        out.add(heading);
        out.add("");
        out.addAll(table.markdown());
    }

    private static String heading(AttackReport r) {
        return String.format(
                Locale.ROOT,
                "%s: %d honest viewers, %.0f %% liars who %s, %d epochs before and %d of the attack, %s, defence of the item plane %s.",
                r.dataset(),
                r.viewers(),
                100 * r.runs().getFirst().fraction(),
                r.newcomers() ? "arrive with the attack" : "kept their cover before",
                r.warmUp(),
                r.runs().getFirst().rounds().size(),
                r.seeds() == 1 ? "one seed" : "means of " + r.seeds() + " seeds",
                r.defended() ? "on" : "off");
    }

    private static Table titles(List<AttackReport.Run> runs, @Nullable Metrics clean) {
        Table table = Table.ofNumbers(
                "attack", "HR@10, round 2", "last round", "kept", "showings", "AUC loss", "NDCG@10 loss");
        for (AttackReport.Run run : runs) {
            Figures last = run.rounds().getLast();
            Double auc = last.auc();
            Double ndcg = last.ndcg10();
            table.row(
                    run.attack(),
                    number("%.3f", early(run).targetHitRate10()),
                    number("%.3f", last.targetHitRate10()),
                    number("%.2f", last.targetHitRateKept()),
                    number("%.2f", last.impressionsPerViewer()),
                    number("%.4f", clean == null || auc == null ? null : clean.auc() - auc),
                    number("%+.1f %%", clean == null || ndcg == null ? null : 100 * (1 - ndcg / clean.ndcg10())));
        }
        return table;
    }

    private static Table patterns(List<AttackReport.Run> runs) {
        Table table = Table.ofNumbers(
                "attack",
                "rule",
                "degrees, round 2",
                "last round",
                "captured",
                "honest not in use",
                "beyond those without an attack");
        for (AttackReport.Run run : runs) {
            Figures last = run.rounds().getLast();
            Double veto = last.vetoRate();
            Double without = runs.stream()
                    .filter(r -> r.attack().equals(NONE) && r.rule().equals(run.rule()))
                    .findFirst()
                    .map(r -> r.rounds().getLast().vetoRate())
                    .orElse(null);
            table.row(
                    run.attack(),
                    run.rule(),
                    number("%.1f", early(run).centroidDegrees()),
                    number("%.1f", last.centroidDegrees()),
                    number("%.2f", last.captureRate()),
                    number("%.2f", veto),
                    number("%.2f", veto == null || without == null ? null : veto - without));
        }
        return table;
    }

    private static Figures early(AttackReport.Run run) {
        return run.rounds().get(Math.min(EARLY, run.rounds().size()) - 1);
    }

    private static String number(String format, @Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, format, value);
    }
}
