package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.ops.console.Table;
import io.exogenesis.omega.ops.console.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A report in tables: attack × rounds. */
public final class AttackTables {
    private static final List<Integer> ROUNDS = List.of(2, 4, 8, 12);

    private AttackTables() {}

    /** All that was measured, one table a kind of figure. */
    public static void show(AttackReport report, Terminal terminal) {
        items(report)
                .ifPresent(t -> print(
                        terminal,
                        "Titles: share of honest viewers with a target in their first ten (kept: of a demoted title's hits), by round",
                        t));
        patterns(report)
                .ifPresent(t -> print(
                        terminal, "Patterns: degrees between attacked patterns and their honest mean, by round", t));
        var clean = report.clean();
        if (clean != null) {
            terminal.line(String.format(
                    Locale.ROOT,
                    "  Without liars and without the mechanism: AUC %.4f, NDCG@10 %.4f; losses are against this.",
                    clean.auc(),
                    clean.ndcg10()));
        }
        var asleep = report.asleep();
        if (asleep != null) {
            terminal.line(String.format(
                    Locale.ROOT,
                    "  With it, and with liars that keep their cover: AUC %.4f, NDCG@10 %.4f; %.3f of all showings end in a watch.",
                    asleep.auc(),
                    asleep.ndcg10(),
                    Objects.requireNonNullElse(report.baseRate(), 0.0)));
        }
        terminal.line(String.format(Locale.ROOT, "  took %.0f s", report.seconds()));
    }

    private static void print(Terminal terminal, String heading, Table table) {
        terminal.heading(heading);
        table.plain().forEach(l -> terminal.line("  " + l));
    }

    static java.util.Optional<Table> items(AttackReport report) {
        List<Integer> at = at(report);
        Table table = Table.ofNumbers(header(at, "kept", "impressions", "AUC loss", "NDCG@10 loss"));
        boolean any = false;
        for (AttackReport.Run run : report.runs()) {
            Figures last = run.rounds().getLast();
            if (last.targetHitRate10() != null) {
                any = true;
                List<String> cells = cells(run, at, Figures::targetHitRate10, "%.3f");
                cells.add(number("%.2f", last.targetHitRateKept()));
                cells.add(number("%.2f", last.impressionsPerViewer()));
                var clean = Objects.requireNonNull(report.clean());
                cells.add(number("%.4f", minus(clean.auc(), last.auc())));
                cells.add(number("%.1f %%", share(clean.ndcg10(), last.ndcg10())));
                table.row(cells.toArray(String[]::new));
            }
        }
        return any ? java.util.Optional.of(table) : java.util.Optional.empty();
    }

    static java.util.Optional<Table> patterns(AttackReport report) {
        List<Integer> at = at(report);
        Table table = Table.ofNumbers(header(at, "captured", "vetoed"));
        boolean any = false;
        for (AttackReport.Run run : report.runs()) {
            Figures last = run.rounds().getLast();
            if (last.centroidDegrees() != null) {
                any = true;
                List<String> cells = cells(run, at, Figures::centroidDegrees, "%.1f");
                cells.add(number("%.3f", last.captureRate()));
                cells.add(number("%.3f", last.vetoRate()));
                table.row(cells.toArray(String[]::new));
            }
        }
        return any ? java.util.Optional.of(table) : java.util.Optional.empty();
    }

    private static List<Integer> at(AttackReport report) {
        int rounds = report.runs().getFirst().rounds().size();
        List<Integer> out =
                new ArrayList<>(ROUNDS.stream().filter(r -> r < rounds).toList());
        out.add(rounds);
        return out;
    }

    private static String[] header(List<Integer> at, String... more) {
        List<String> out = new ArrayList<>(List.of("attack, share, rule"));
        at.forEach(r -> out.add("r" + r));
        out.addAll(List.of(more));
        return out.toArray(String[]::new);
    }

    private static List<String> cells(
            AttackReport.Run run, List<Integer> at, Function<Figures, @Nullable Double> of, String format) {
        List<String> out = new ArrayList<>();
        out.add(run.attack() + ", " + run.fraction() + ", " + run.rule());
        at.forEach(r -> out.add(number(format, of.apply(run.rounds().get(r - 1)))));
        return out;
    }

    private static @Nullable Double minus(double clean, @Nullable Double now) {
        return now == null ? null : clean - now;
    }

    private static @Nullable Double share(double clean, @Nullable Double now) {
        return now == null || clean == 0 ? null : 100 * (clean - now) / clean;
    }

    private static String number(String format, @Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }
}
