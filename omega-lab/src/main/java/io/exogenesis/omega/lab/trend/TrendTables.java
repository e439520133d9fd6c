package io.exogenesis.omega.lab.trend;

import io.exogenesis.omega.lab.trend.TrendReport.Calibration;
import io.exogenesis.omega.lab.trend.TrendReport.Discovered;
import io.exogenesis.omega.lab.trend.TrendReport.Planted;
import io.exogenesis.omega.lab.trend.TrendReport.Pushed;
import io.exogenesis.omega.lab.trend.TrendReport.Real;
import io.exogenesis.omega.ops.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A report in tables: on the terminal and, in Markdown, in a page. */
public final class TrendTables {
    private TrendTables() {}

    /** Aligned text. */
    public static List<String> plain(TrendReport report) {
        return lines(report, Table::plain);
    }

    /** For a page. */
    public static List<String> markdown(TrendReport report) {
        return lines(report, Table::markdown);
    }

    private static List<String> lines(TrendReport r, Function<Table, List<String>> form) {
        List<String> out = new ArrayList<>();
        out.add("Data: " + r.dataset() + ", " + r.items() + " titles. Seeds "
                + range(r.seeds().test()) + ", calibration " + range(r.seeds().calibration()) + ".");
        part(out, "Planted rate changes, threshold " + number(r.threshold(), 1), form.apply(planted(r.planted())));
        part(out, "Other thresholds, on the calibration seeds", form.apply(calibration(r.calibration())));
        part(out, "Viewers who lie together about one title", form.apply(pushed(r.pushed())));
        part(out, "Real timestamps", form.apply(real(r.real())));
        if (r.discovery() != null) {
            part(out, "Discovery, halves of the viewers", form.apply(discovery(r.discovery())));
        }
        return out;
    }

    private static void part(List<String> out, String heading, List<String> table) {
        out.add("");
        out.add(heading + ":");
        out.add("");
        out.addAll(table);
    }

    private static Table planted(List<Planted> rows) {
        Table table = Table.ofNumbers(
                "rate changes by",
                "streams",
                "recall",
                "95 %",
                "rare",
                "frequent",
                "median delay, days",
                "false / 100 stream-days",
                "false / 100 days, all titles");
        rows.forEach(p -> table.row(
                factor(p.factor()),
                Integer.toString(p.streams()),
                number(p.recall(), 3),
                p.recallCi().isEmpty()
                        ? "-"
                        : number(p.recallCi().get(0), 3) + "-"
                                + number(p.recallCi().get(1), 3),
                number(p.recallRare(), 3),
                number(p.recallFrequent(), 3),
                number(p.medianDelayDays(), 0),
                number(p.falseAlarmsPer100Days(), 3),
                number(p.falseAlarmsPer100CatalogueDays(), 1)));
        return table;
    }

    private static Table calibration(List<Calibration> rows) {
        Table table = Table.ofNumbers(
                "threshold", "rate changes by", "recall", "median delay, days", "false / 100 stream-days");
        rows.forEach(c -> c.planted()
                .forEach(p -> table.row(
                        number(c.threshold(), 1),
                        factor(p.factor()),
                        number(p.recall(), 3),
                        number(p.medianDelayDays(), 0),
                        number(p.falseAlarmsPer100Days(), 3))));
        return table;
    }

    private static Table pushed(List<Pushed> rows) {
        Table table = Table.ofNumbers("liars among all viewers", "streams", "made a trend");
        rows.forEach(p -> table.row(number(p.liars(), 2), Integer.toString(p.streams()), number(p.alarmed(), 2)));
        return table;
    }

    private static Table real(List<Real> rows) {
        Table table = Table.ofNumbers(
                "fed by", "events", "alarms", "with a year", "new releases", "share", "share among all events");
        rows.forEach(r -> table.row(
                r.feed(),
                Integer.toString(r.events()),
                Integer.toString(r.alarms()),
                Integer.toString(r.withYear()),
                Integer.toString(r.newReleases()),
                number(r.share(), 2),
                number(r.eventShare(), 2)));
        return table;
    }

    private static Table discovery(Discovered d) {
        return Table.ofNumbers("top pairs", "splits", "replicate", "of the splits", "G² > 3.84", "by chance")
                .row(
                        number(d.top(), 0),
                        Integer.toString(d.splits()),
                        number(d.replication(), 3),
                        d.range().isEmpty()
                                ? "-"
                                : number(d.range().get(0), 3) + "-"
                                        + number(d.range().get(1), 3),
                        number(d.significant(), 3),
                        number(d.chance(), 3));
    }

    private static String factor(double factor) {
        return "x" + number(factor, 0);
    }

    private static String range(List<Long> ends) {
        return ends.get(0) + "-" + ends.get(1);
    }

    private static String number(@Nullable Double value, int decimals) {
        return value == null ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
