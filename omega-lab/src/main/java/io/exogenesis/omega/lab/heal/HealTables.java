package io.exogenesis.omega.lab.heal;

import io.exogenesis.omega.ops.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A report of {@code lab heal} for a person. */
public final class HealTables {
    private HealTables() {}

    /** A row for each mode. */
    public static Table modes(HealReport report) {
        Table table = Table.ofNumbers("mode", "faults", "healed", "rate", "95 % interval", "p50 s", "p95 s");
        for (HealReport.Run r : report.runs()) {
            table.row(
                    r.mode(),
                    Integer.toString(r.faults()),
                    Integer.toString(r.healed()),
                    percent((double) r.healed() / Math.max(1, r.faults())),
                    percent(r.ci()[0]) + " to " + percent(r.ci()[1]),
                    seconds(r.p50Seconds()),
                    seconds(r.p95Seconds()));
        }
        return table;
    }

    /** A row for each class: healed of injected, and the median of the seconds, in each mode. */
    public static Table classes(HealReport report) {
        List<String> head = new ArrayList<>(List.of("fault"));
        report.runs().forEach(r -> head.addAll(List.of(r.mode() + ": healed", "p50 s")));
        Table table = Table.ofNumbers(head.toArray(String[]::new));
        for (String kind : report.runs().isEmpty()
                ? List.<String>of()
                : List.copyOf(report.runs().getFirst().byClass().keySet())) {
            List<String> row = new ArrayList<>(List.of(kind));
            for (HealReport.Run r : report.runs()) {
                HealReport.OfClass of = r.byClass().get(kind);
                row.add(of == null ? "" : of.healed() + " of " + of.faults());
                row.add(of == null ? "" : seconds(of.p50Seconds()));
            }
            table.row(row.toArray(String[]::new));
        }
        return table;
    }

    /** Whether the controller helps, in words; empty unless it was measured beside the rules. */
    public static List<String> words(HealReport report) {
        HealReport.Paired p = report.paired();
        if (p == null) {
            return List.of();
        }
        String saved = p.medianSecondsSaved() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        " Of those that both healed the median difference is %.2f s (rules less controller).",
                        p.medianSecondsSaved());
        String differ = "Of the same faults, " + p.both() + " were healed by both, " + p.neither() + " by neither, "
                + p.onlyController() + " only with the controller and " + p.onlyRules() + " only by the rules alone.";
        String verdict = p.p() >= .05
                ? String.format(
                        Locale.ROOT,
                        " That shows no difference (McNemar, p = %.2g): the controller does not beat the rules.",
                        p.p())
                : String.format(
                        Locale.ROOT,
                        " The difference is not by chance (McNemar, p = %.2g): %s.",
                        p.p(),
                        p.onlyController() > p.onlyRules() ? "the controller helps" : "the controller does harm");
        return List.of(differ + verdict + saved);
    }

    /** Why faults were not healed, a line each. */
    public static List<String> failures(HealReport report) {
        List<String> out = new ArrayList<>();
        for (HealReport.Run r : report.runs()) {
            for (Map.Entry<String, HealReport.OfClass> e : r.byClass().entrySet()) {
                for (String why : new TreeSet<>(e.getValue().failures().keySet())) {
                    out.add(r.mode() + ", " + e.getKey() + ", "
                            + e.getValue().failures().get(why) + " times: " + why);
                }
            }
        }
        return out;
    }

    /** For a page. */
    public static List<String> markdown(HealReport report) {
        List<String> out = new ArrayList<>();
        out.add("`./omega lab heal` (" + report.healing() + ") on "
                + report.machine().line() + ":");
        out.add("");
        out.addAll(modes(report).markdown());
        out.add("");
        out.addAll(classes(report).markdown());
        out.add("");
        out.addAll(words(report));
        List<String> failures = failures(report);
        if (!failures.isEmpty()) {
            out.add("");
            out.add("Not healed:");
            out.add("");
            failures.forEach(f -> out.add("- " + f));
        }
        return out;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String seconds(@Nullable Double seconds) {
        return seconds == null ? "" : String.format(Locale.ROOT, "%.1f", seconds);
    }
}
