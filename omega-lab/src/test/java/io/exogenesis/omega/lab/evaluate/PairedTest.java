package io.exogenesis.omega.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedTest {
    /** By hand: differences 1, 2, 3; mean 2, deviation 1, t = 2·√3. */
    @Test
    void t_threePairs_handComputed() {
        assertThat(Paired.t(new double[] {2, 4, 6}, new double[] {1, 2, 3})).isCloseTo(2 * Math.sqrt(3), within(1e-12));
        assertThat(Paired.t(new double[] {1, 2}, new double[] {1, 2})).isZero();
    }

    /** The interval of the difference, not of one side: what both share cancels out. */
    @Test
    void interval_sharedNoise_cancels() {
        Random random = new Random(1);
        double[] a = random.doubles(400).toArray();
        double[] b = a.clone();
        for (int i = 0; i < b.length; i++) {
            b[i] -= .01 + .001 * random.nextGaussian();
        }
        assertThat(Paired.interval(a, b).get(0)).isBetween(.0095, .01);
        assertThat(Paired.interval(a, b).get(1)).isBetween(.01, .0105);
    }
}
