package io.exogenesis.omega.lab.load;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Latencies by the time at which requests were due, in slots of {@link #SLOT}. Times are of {@link System#nanoTime}. Safe for concurrent
 * use.
 */
public final class Timeline {
    /** Width of a slot. */
    public static final Duration SLOT = Duration.ofMillis(50);

    /** Older slots are forgotten: a slot holds some kilobytes. */
    private static final int KEPT = 4_000;

    private static final long LONGEST_MICROS = Duration.ofMinutes(10).toNanos() / 1_000;

    private final NavigableMap<Long, Slot> slots = new TreeMap<>();
    private final long zero = System.nanoTime();

    private static final class Slot {
        private final Histogram served = new Histogram(LONGEST_MICROS, 2);
        private long due;
        private long refused;
        private long failed;
    }

    /**
     * What became of the requests of a window.
     *
     * @param due all of them
     * @param pending not answered yet
     * @param p50Millis of all, NaN for none; what was not served counts as longer than everything that was
     * @param p95Millis the same
     */
    public record Window(
            long due, long served, long refused, long failed, long pending, double p50Millis, double p95Millis) {}

    private long slotOf(long nanos) {
        return Math.floorDiv(nanos - zero, SLOT.toNanos());
    }

    /** A request is due. */
    public synchronized void due(long at) {
        slots.computeIfAbsent(slotOf(at), s -> new Slot()).due++;
        while (slots.size() > KEPT) {
            slots.pollFirstEntry();
        }
    }

    /** A request that was due then has ended. */
    public synchronized void ended(long due, long at, Outcome outcome) {
        Slot slot = slots.get(slotOf(due));
        if (slot == null) {
            return; // so late that nobody asks any more
        }
        switch (outcome) {
            case SERVED -> slot.served.recordValue(Math.clamp((at - due) / 1_000, 0, LONGEST_MICROS));
            case REFUSED -> slot.refused++;
            case FAILED -> slot.failed++;
        }
    }

    /** Requests that were due in [{@code from}, {@code to}), to the slot. */
    public synchronized Window window(long from, long to) {
        Histogram served = new Histogram(LONGEST_MICROS, 2);
        long due = 0;
        long refused = 0;
        long failed = 0;
        for (Slot s : slots.subMap(slotOf(from), slotOf(to)).values()) {
            served.add(s.served);
            due += s.due;
            refused += s.refused;
            failed += s.failed;
        }
        long answered = served.getTotalCount();
        return new Window(
                due,
                answered,
                refused,
                failed,
                due - answered - refused - failed,
                percentile(served, due, 50),
                percentile(served, due, 95));
    }

    private static double percentile(Histogram served, long due, double percent) {
        if (due == 0) {
            return Double.NaN;
        }
        double ofServed = percent * due / Math.max(1, served.getTotalCount());
        return served.getTotalCount() == 0 || ofServed > 100
                ? Double.POSITIVE_INFINITY
                : served.getValueAtPercentile(ofServed) / 1e3;
    }
}
