package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.CoreFixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Viewers and a Core that answers so many syncs a second, in steps of a second. Viewers start one after the other within ten minutes.
 * Whoever is refused comes back after the time that the real gate would say, at least.
 */
final class Population {
    /** Syncs a second that can be answered. */
    private static final int BEARS = 100;
    /** Syncs that may wait; who comes then is refused. */
    private static final int ROOM = BEARS / 2;

    private static final int MINUTE = 60;
    private static final int START_SECONDS = 600;
    /** Weight of a second in the mean, as the sensors have it. */
    private static final double SMOOTHING = .3;

    private final SyncPace pace;
    private final boolean heeds;
    private final Random random;
    private final List<List<Integer>> comingAt = new ArrayList<>();
    private final long[] served;
    private int now;
    private double waiting;
    private double load;
    private double loads;
    private int seconds;
    private long came;
    private long refused;

    /** @param times as many viewers as the Core bears with a sync a minute each */
    Population(double times, boolean heeds, long seed) {
        this.pace = CoreFixture.inMemory().pace;
        this.heeds = heeds;
        this.random = new Random(seed);
        this.served = new long[(int) Math.round(times * BEARS * MINUTE)];
        for (int viewer = 0; viewer < served.length; viewer++) {
            comesAt(random.nextInt(START_SECONDS), viewer);
        }
    }

    private void comesAt(int second, int viewer) {
        while (comingAt.size() <= second) {
            comingAt.add(new ArrayList<>());
        }
        comingAt.get(second).add(viewer);
    }

    void live(int time) {
        loads = 0;
        seconds = time;
        for (int end = now + time; now < end; now++) {
            comesAt(now, 0);
            comingAt.get(now).removeLast(); // the second exists
            second(comingAt.get(now));
        }
    }

    private void second(List<Integer> viewers) {
        for (int viewer : viewers) {
            came++;
            boolean full = waiting >= BEARS + ROOM;
            long asked = pace.next().toSeconds();
            if (full) {
                refused++;
            } else {
                waiting++;
                served[viewer]++;
            }
            // as the agent: its own minute or what it was asked for, a tenth earlier or later
            double pause = full || !heeds ? MINUTE : Math.max(MINUTE, asked);
            comesAt(now + 1 + (int) (pause * (.9 + .2 * random.nextDouble())), viewer);
        }
        // what came is answered within the second as far as it goes; what is left counts on top
        load += SMOOTHING * (waiting / BEARS - load);
        loads += load;
        pace.tick(load);
        waiting = Math.max(0, waiting - BEARS);
    }

    long came() {
        return came;
    }

    long refused() {
        return refused;
    }

    /** Of the last {@link #live}; 1: all that the Core bears. */
    double meanLoad() {
        return loads / seconds;
    }

    /** Syncs of the viewer that had fewest. */
    long leastServed() {
        return Arrays.stream(served).min().orElseThrow();
    }
}
