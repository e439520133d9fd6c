package io.exogenesis.omega.lab.simulate;

import io.exogenesis.omega.lab.load.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What became of the syncs of a run, in all and by the ten seconds in which they were due. A latency counts from the time at which the sync
 * was due, so that one slow answer does not hide those who waited behind it. What was not served counts as longer than everything
 * that was. Nanoseconds of any zero. Safe for concurrent use.
 */
final class LoadLog {
    static final Duration SLOT = Duration.ofSeconds(10);
    private static final long LONGEST_MICROS = Duration.ofHours(1).toNanos() / 1_000;

    private final long start;
    private final Slot all = new Slot(3);
    private final List<Slot> slots = new ArrayList<>();

    private static final class Slot {
        private final Histogram served;
        private long due;
        private long refused;
        private long failed;

        Slot(int digits) {
            served = new Histogram(LONGEST_MICROS, digits);
        }

        void ended(long micros, Outcome outcome) {
            switch (outcome) {
                case SERVED -> served.recordValue(micros);
                case REFUSED -> refused++;
                case FAILED -> failed++;
            }
        }

        /** Milliseconds; null for none, or if more were not served than the percentile leaves out. */
        @Nullable
        Double percentile(double percent) {
            double ofServed = percent * due / Math.max(1, served.getTotalCount());
            return served.getTotalCount() == 0 || ofServed > 100
                    ? null
                    : Double.valueOf(served.getValueAtPercentile(ofServed) / 1e3);
        }
    }

    LoadLog(long start) {
        this.start = start;
    }

    private Slot slot(long due) {
        int n = (int) Math.max(0, (due - start) / SLOT.toNanos());
        while (slots.size() <= n) {
            slots.add(new Slot(2));
        }
        return slots.get(n);
    }

    synchronized void due(long due) {
        all.due++;
        slot(due).due++;
    }

    synchronized void ended(long due, long at, Outcome outcome) {
        long micros = Math.clamp((at - due) / 1_000, 0, LONGEST_MICROS);
        all.ended(micros, outcome);
        slot(due).ended(micros, outcome);
    }

    synchronized long served() {
        return all.served.getTotalCount();
    }

    synchronized long refused() {
        return all.refused;
    }

    /** Given up after retries, and what never ended. */
    synchronized long failed() {
        return all.due - all.served.getTotalCount() - all.refused;
    }

    synchronized SimulateReport.Sync latencies() {
        return new SimulateReport.Sync(
                all.percentile(50), all.percentile(95), all.percentile(99), all.percentile(99.9));
    }

    synchronized List<SimulateReport.Moment> timeline() {
        List<SimulateReport.Moment> timeline = new ArrayList<>();
        for (int n = 0; n < slots.size(); n++) {
            Slot s = slots.get(n);
            timeline.add(new SimulateReport.Moment(
                    n * SLOT.toSeconds(),
                    s.served.getTotalCount(),
                    s.refused,
                    s.due - s.served.getTotalCount() - s.refused,
                    s.percentile(50),
                    s.percentile(95),
                    s.percentile(99)));
        }
        return timeline;
    }
}
