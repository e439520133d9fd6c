package io.exogenesis.omega.core.history;

import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.metrics.SyncLatency;
import io.exogenesis.omega.core.metrics.SyncLatency.Percentiles;
import io.exogenesis.omega.core.metrics.Transport;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes the samples. One call at a time. */
@Singleton
public class Sampler {
    private static final int STEPS = (int) History.LONG_STEP.dividedBy(History.STEP);

    private final History history;
    private final ViewerSpread spread;
    private final ViewerDirectory viewers;
    private final GlobalBank bank;
    private final CoreMetrics metrics;
    private final SyncLatency latency;
    private final InstantSource clock;
    private final List<Sample> minute = new ArrayList<>();
    private final Map<String, Long> counted = new HashMap<>();
    private volatile Map<Transport, Percentiles> last = new EnumMap<>(Transport.class);

    @Inject
    public Sampler(
            History history,
            ViewerSpread spread,
            ViewerDirectory viewers,
            GlobalBank bank,
            CoreMetrics metrics,
            SyncLatency latency,
            InstantSource clock) {
        this.history = history;
        this.spread = spread;
        this.viewers = viewers;
        this.bank = bank;
        this.metrics = metrics;
        this.latency = latency;
        this.clock = clock;
    }

    /** Takes one, and each sixth time that of a minute, too. */
    public synchronized void sample() {
        Map<Transport, Percentiles> took = latency.interval();
        last = took;
        Map<String, Long> figures = new HashMap<>();
        states(figures);
        put(figures, took);
        counts(figures);
        Sample sample = Sample.of(clock.instant().getEpochSecond(), figures);
        history.add(sample);
        minute.add(sample);
        if (minute.size() == STEPS) {
            Map<String, Long> merged = new HashMap<>();
            put(merged, latency.intervals());
            history.addMinute(Sample.together(minute, merged));
            minute.clear();
        }
    }

    /** Of the last ten seconds that are over. */
    public Map<Transport, Percentiles> latency() {
        return last;
    }

    private void states(Map<String, Long> figures) {
        Spread now = spread.now();
        figures.put("active", (long) now.active());
        figures.put("registered", (long) viewers.count());
        figures.put("patterns", (long) bank.size());
        figures.put("bankVersion", bank.contents().version().number());
        figures.put("newest", (long) now.behind(0));
        figures.put("oneBehind", (long) now.behind(1));
        figures.put("twoBehind", (long) now.behind(2));
        int told = now.behind(0) + now.behind(1) + now.behind(2) + now.nothing();
        figures.put("older", (long) now.active() - told);
        figures.put("nothing", (long) now.nothing());
        now.transports().forEach((t, n) -> figures.put("over." + t.label(), (long) n));
    }

    private static void put(Map<String, Long> figures, Map<Transport, Percentiles> took) {
        took.forEach((t, p) -> {
            boolean known = p.count() > 0;
            figures.put(t.label() + ".count", p.count());
            figures.put(t.label() + ".p50", known ? p.p50() : Sample.UNKNOWN);
            figures.put(t.label() + ".p95", known ? p.p95() : Sample.UNKNOWN);
            figures.put(t.label() + ".p99", known ? p.p99() : Sample.UNKNOWN);
        });
    }

    /** What counters rose by since the last sample. */
    private void counts(Map<String, Long> figures) {
        figures.put("syncs", risen("syncs", metrics.counted(Metric.SYNC_REQUESTS, "ok")));
        for (String reason : Column.reasons()) {
            long total = metrics.counted(Metric.SYNC_REQUESTS, reason)
                    + metrics.counted(Metric.DOOR_REFUSED, reason.toUpperCase(Locale.ROOT));
            figures.put(Column.REFUSED + reason, risen(reason, total));
        }
    }

    private long risen(String what, long total) {
        Long before = counted.put(what, total);
        return Math.max(0, total - (before == null ? 0 : before));
    }
}
