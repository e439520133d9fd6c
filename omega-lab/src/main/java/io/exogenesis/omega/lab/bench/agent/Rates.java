package io.exogenesis.omega.lab.bench.agent;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * How often a piece of work is done in a second, by the clock and by the processor time of its thread. On a machine where
 * others are at work only the second says something about the work, and even that one suffers from shared caches.
 *
 * @param wall one value a run: times a second
 * @param core one value a run: times a second of processor time
 */
record Rates(List<Double> wall, List<Double> core) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS = 1e9;

    /**
     * Warms up, then measures.
     *
     * @param work is given the number of the call; what it returns is summed up, so that it cannot be left out
     */
    static Rates of(SpeedSettings settings, IntToDoubleFunction work) {
        List<Double> wall = new ArrayList<>();
        List<Double> core = new ArrayList<>();
        double sum = 0;
        int call = 0;
        for (int run = -1; run < settings.runs(); run++) {
            long until = run < 0 ? settings.warmUp().toNanos() : settings.run().toNanos();
            long begun = System.nanoTime();
            long cpu = THREADS.getCurrentThreadCpuTime();
            int first = call;
            long spent;
            do {
                sum += work.applyAsDouble(call++);
                spent = System.nanoTime() - begun;
            } while (spent < until);
            if (run >= 0) {
                wall.add((call - first) * NANOS / spent);
                core.add((call - first) * NANOS / (THREADS.getCurrentThreadCpuTime() - cpu));
            }
        }
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("a measured piece of work gave no number");
        }
        return new Rates(wall, core);
    }

    /** The same rates of something that happens {@code times} as often. */
    Rates times(double times) {
        return new Rates(
                wall.stream().map(v -> v * times).toList(),
                core.stream().map(v -> v * times).toList());
    }
}
