package io.exogenesis.omega.learning.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LanczosBoundTest {
    // A sketch claims this figure as its error: one below the truth would be a lie, one far above useless.
    @Property(tries = 200)
    void of_anySpectrum_isAboveTheLargest_andNear(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int n,
            @ForAll @DoubleRange(min = 0, max = 8) double fall) {
        Random random = new Random(seed);
        double[] values = new double[n];
        Arrays.setAll(values, i -> Math.pow(i + 1, -fall) * (1 + random.nextDouble()));
        double largest = Arrays.stream(values).max().orElseThrow();
        double bound = LanczosBound.of(n, v -> scaled(values, v), random);
        assertThat(bound).isBetween(largest * (1 - 1e-9), largest * 1.1);
    }

    // A single large value among thousands of equal ones is what a start misses most easily.
    @Test
    void of_oneAmongThousands_isFound() {
        double[] values = new double[20_000];
        Arrays.fill(values, 1);
        values[12_345] = 1.5;
        assertThat(LanczosBound.of(values.length, v -> scaled(values, v), new Random(1)))
                .isBetween(1.5, 1.7);
    }

    @Test
    void of_zeroAndNothing_isZero() {
        assertThat(LanczosBound.of(50, v -> new double[50], new Random(1))).isZero();
        assertThat(LanczosBound.of(0, v -> v, new Random(1))).isZero();
    }

    private static double[] scaled(double[] values, double[] v) {
        double[] out = v.clone();
        Arrays.setAll(out, i -> values[i] * v[i]);
        return out;
    }
}
