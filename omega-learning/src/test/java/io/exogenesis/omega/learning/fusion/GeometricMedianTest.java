package io.exogenesis.omega.learning.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GeometricMedianTest {
    private static final int D = 12;

    // A sum that runs in the order of arrival would differ in the last bits, and the bank's bytes with it.
    @Property(tries = 100)
    void of_anyOrder_sameBits(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int n) {
        Random random = new Random(seed);
        List<float[]> points = points(random, n, 1);
        double[] weights = random.doubles(n, .05, 1).toArray();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        float[] shuffled = GeometricMedian.of(
                        order.stream().map(points::get).toList(),
                        order.stream().mapToDouble(i -> weights[i]).toArray())
                .orElseThrow();
        assertThat(shuffled).isEqualTo(GeometricMedian.of(points, weights).orElseThrow());
    }

    // A weighted mean follows one point of length 1e6 wherever it wants; liars up to 45 % of the weight must not move
    // this far.
    @Property(tries = 100)
    void of_lessThanHalfArbitrary_staysNearTheOthers(
            @ForAll long seed, @ForAll @IntRange(min = 3, max = 25) int honest, @ForAll boolean colluding) {
        Random random = new Random(seed);
        List<float[]> points = points(random, honest, .1);
        int liars = (int) (honest * .45 / .55);
        float[] target = points(random, 1, 1e6).getFirst();
        for (int i = 0; i < liars; i++) {
            points.add(colluding ? target : points(random, 1, 1e6).getFirst());
        }
        double[] weights = new double[points.size()];
        Arrays.fill(weights, 1);
        float[] median = GeometricMedian.of(points, weights).orElseThrow();
        assertThat(length(median)).isLessThan(10);
    }

    @Property(tries = 30)
    void of_identicalPoints_thatPoint(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int n) {
        float[] point = points(new Random(seed), 1, 1).getFirst();
        double[] weights = new double[n];
        Arrays.fill(weights, .1);
        float[] median =
                GeometricMedian.of(Collections.nCopies(n, point), weights).orElseThrow();
        for (int c = 0; c < D; c++) {
            assertThat(median[c]).isCloseTo(point[c], org.assertj.core.data.Offset.offset(1e-5f));
        }
    }

    @Test
    void of_notFinitePointsAndWeights_doNotCount() {
        float[] good = {1, 2};
        List<float[]> points = List.of(new float[] {Float.NaN, 0}, good, new float[] {9, 9}, new float[] {8, 8});
        assertThat(GeometricMedian.of(points, new double[] {1, 1, 0, Double.NaN}))
                .hasValue(good);
    }

    @Test
    void of_nothingThatCounts_empty() {
        assertThat(GeometricMedian.of(List.of(), new double[0])).isEmpty();
        assertThat(GeometricMedian.of(List.of(new float[] {1}), new double[] {0}))
                .isEmpty();
        assertThat(GeometricMedian.ofDirections(List.of(new float[] {0, 0}), new double[] {1}))
                .isEmpty();
    }

    // Scaling is the cheapest attack on a mean; directions have no length.
    @Test
    void ofDirections_scaledPoint_countsLikeAnyOther() {
        List<float[]> plain = List.of(new float[] {1, 0}, new float[] {.9f, .1f}, new float[] {0, 1});
        List<float[]> scaled = List.of(new float[] {1, 0}, new float[] {.9f, .1f}, new float[] {0, 1e6f});
        double[] weights = {1, 1, 1};
        assertThat(GeometricMedian.ofDirections(scaled, weights).orElseThrow())
                .containsExactly(
                        GeometricMedian.ofDirections(plain, weights).orElseThrow(),
                        org.assertj.core.data.Offset.offset(1e-6f));
    }

    private static List<float[]> points(Random random, int n, double scale) {
        List<float[]> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            float[] p = new float[D];
            for (int c = 0; c < D; c++) {
                p[c] = (float) (random.nextGaussian() * scale);
            }
            out.add(p);
        }
        return out;
    }

    private static double length(float[] v) {
        double s = 0;
        for (float x : v) {
            s += (double) x * x;
        }
        return Math.sqrt(s);
    }
}
