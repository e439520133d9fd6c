package io.exogenesis.omega.lab.explore;

import io.exogenesis.omega.lab.explore.ExploreReport.Estimate;
import io.exogenesis.omega.ops.console.Table;
import java.util.Locale;

/** An exploration as a table, for the terminal and for pages. */
public final class ExploreTables {
    private ExploreTables() {}

    /** One row a policy. */
    public static Table policies(ExploreReport report) {
        Table table = Table.ofNumbers("policy", "truth", "IPS", "95 %", "SNIPS", "95 %", "effective choices");
        report.policies()
                .forEach(p -> table.row(
                        p.name(),
                        four(p.truth()),
                        value(p.ips()),
                        interval(p.ips()),
                        value(p.snips()),
                        interval(p.snips()),
                        String.format(Locale.ROOT, "%.0f", p.effectiveSamples())));
        return table;
    }

    private static String value(Estimate e) {
        Double value = e.value();
        return value == null ? "-" : four(value);
    }

    private static String interval(Estimate e) {
        return e.ci().isEmpty() ? "-" : four(e.ci().get(0)) + "-" + four(e.ci().get(1));
    }

    private static String four(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
