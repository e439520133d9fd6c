package io.exogenesis.omega.lab.bench.core;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The most that certainly came within any time of some width, of amounts that came one after the other. When exactly one came is not known: it
 * was between a beginning and an end, and one that may have been outside does not count.
 */
final class SlidingSum {
    private final long width;
    private final Deque<Came> within = new ArrayDeque<>();
    private long sum;
    private long most;

    private record Came(long begin, long amount) {}

    /** @param width in the unit of the times */
    SlidingSum(long width) {
        this.width = width;
    }

    /** In the order of time. */
    void add(long begin, long end, long amount) {
        within.add(new Came(begin, amount));
        sum += amount;
        while (!within.isEmpty() && end - within.getFirst().begin() >= width) {
            sum -= within.removeFirst().amount();
        }
        most = Math.max(most, sum);
    }

    long most() {
        return most;
    }
}
