package io.exogenesis.omega.simulation.network;

import java.util.random.RandomGenerator;

/**
 * What a network does to one request in a hundred.
 *
 * @param lost requests that do not arrive
 * @param late requests that arrive after their sender has given up, behind newer ones
 * @param again requests that arrive a second time, later
 * @param mute answers that do not arrive
 */
public record Weather(int lost, int late, int again, int mute) {
    /** Everything arrives once. */
    public static final Weather FAIR = new Weather(0, 0, 0, 0);

    /** Each fault is absent in every second simulation, so that the others are met alone, too. */
    public static Weather of(RandomGenerator random) {
        return new Weather(some(random), some(random), some(random), some(random));
    }

    private static int some(RandomGenerator random) {
        return random.nextBoolean() ? 0 : random.nextInt(5, 26);
    }
}
