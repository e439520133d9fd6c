package io.exogenesis.omega.lab.simulate;

import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When which viewer is due: each has a phase of its own, drawn over the interval, so that all together arrive evenly, and comes again after
 * the interval whatever became of the sync before. Times in nanoseconds of any zero. Safe for concurrent use.
 */
final class Schedule {
    private final PriorityQueue<Turn> turns = new PriorityQueue<>();

    /** A sync that is due. */
    record Turn(long due, int viewer) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            return due != other.due ? Long.compare(due, other.due) : Integer.compare(viewer, other.viewer);
        }
    }

    /** The first turns of {@code viewers}, in [{@code start}, {@code start} + {@code interval}). */
    static Schedule spread(int viewers, long start, long interval, RandomGenerator random) {
        Schedule schedule = new Schedule();
        for (int v = 0; v < viewers; v++) {
            schedule.add(new Turn(start + random.nextLong(interval), v));
        }
        return schedule;
    }

    synchronized void add(Turn turn) {
        turns.add(turn);
    }

    /** The next turn before {@code end}, which is taken out; null if there is none. */
    synchronized @Nullable Turn takeBefore(long end) {
        Turn next = turns.peek();
        return next == null || next.due() >= end ? null : turns.poll();
    }
}
