package io.exogenesis.omega.lab.simulate;

import io.exogenesis.omega.ops.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A {@link SimulateReport} for a person. */
public final class SimulateTables {
    private SimulateTables() {}

    /** One line of figures. */
    public static Table summary(SimulateReport r) {
        Table table = Table.ofNumbers(
                "viewers",
                "held",
                "syncs",
                "per second",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "p99.9 ms",
                "refused",
                "failed",
                "lost",
                "doubled");
        return table.row(
                Integer.toString(r.viewers()),
                Integer.toString(r.held()),
                Long.toString(r.syncs()),
                String.format(Locale.ROOT, "%.1f", r.ratePerSecond()),
                ms(r.sync().p50Ms()),
                ms(r.sync().p95Ms()),
                ms(r.sync().p99Ms()),
                ms(r.sync().p999Ms()),
                Long.toString(r.refused()),
                Long.toString(r.failed()),
                Long.toString(r.lost()),
                Long.toString(r.doubled()));
    }

    /** By ten seconds. */
    public static Table timeline(SimulateReport r) {
        Table table = Table.ofNumbers("second", "syncs", "refused", "failed", "p50 ms", "p95 ms", "p99 ms");
        r.timeline()
                .forEach(m -> table.row(
                        Long.toString(m.second()),
                        Long.toString(m.syncs()),
                        Long.toString(m.refused()),
                        Long.toString(m.failed()),
                        ms(m.p50Ms()),
                        ms(m.p95Ms()),
                        ms(m.p99Ms())));
        return table;
    }

    /** What the processes took. */
    public static String costs(SimulateReport r) {
        SimulateReport.Server s = r.server();
        return "Core: " + (s.cpuSeconds() == null ? "?" : String.format(Locale.ROOT, "%.1f", s.cpuSeconds()))
                + " s of processor, " + mebibytes(s.rssBytes()) + " MiB"
                + (s.bytesPerConnection() == null ? "" : ", " + s.bytesPerConnection() / 1024 + " KiB a connection")
                + "; viewers: " + String.format(Locale.ROOT, "%.1f", r.client().cpuSeconds()) + " s, "
                + mebibytes(r.client().rssBytes()) + " MiB";
    }

    /** For a page. */
    public static List<String> markdown(SimulateReport r) {
        List<String> out = new ArrayList<>();
        out.add(String.format(
                Locale.ROOT,
                "`./omega lab simulate`, engine %s, a sync each %.0f s for %.0f s, on %s. %s.",
                r.engine(),
                r.syncIntervalSeconds(),
                r.durationSeconds(),
                r.machine().line(),
                costs(r)));
        out.add("");
        out.addAll(summary(r).markdown());
        return out;
    }

    private static String ms(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String mebibytes(@Nullable Long bytes) {
        return bytes == null ? "?" : Long.toString(bytes >> 20);
    }
}
