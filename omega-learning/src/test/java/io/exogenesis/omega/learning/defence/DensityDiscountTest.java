package io.exogenesis.omega.learning.defence;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.TasteSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DensityDiscountTest {
    private static double[] weights(List<Witness> w) {
        return DensityDiscount.weights(Rows.samples(w), Rows.names(w));
    }

    @Test
    void weights_nobodyOrOneViewer_areDefined() {
        assertThat(weights(List.of())).isEmpty();
        assertThat(weights(Rows.crowd(1, 1))).containsExactly(1);
    }

    // A median of 0 must not wipe out everybody who shares a title with somebody.
    @Test
    void weights_sparseNetwork_nobodyIsDiscounted() {
        List<Witness> rows = new ArrayList<>();
        for (int v = 0; v < 50; v++) {
            rows.add(new Witness("~" + v, Rows.sample(List.of("own" + v, v < 10 ? "common" : "other" + v)), .1));
        }
        assertThat(Arrays.stream(weights(rows)).min().orElse(0)).isGreaterThan(.9);
    }

    @Test
    void weights_crowdOfNearCopies_countsLikeOneVote() {
        List<Witness> rows = new ArrayList<>(Rows.crowd(60, 2));
        TasteSample script = Rows.fan(0, 12, new Random(9));
        for (int v = 0; v < 30; v++) {
            rows.add(new Witness("~liar" + v, Rows.plus(script, "own" + v), .5));
        }
        double[] w = weights(rows);
        assertThat(Arrays.stream(w, 60, 90).sum()).isLessThan(2);
        assertThat(Arrays.stream(w, 0, 60).average().orElse(0)).isGreaterThan(.9);
    }

    @Test
    void weights_tenThousandIdenticalRows_areEqualAndPositive() {
        TasteSample same = Rows.fan(0, 12, new Random(1));
        List<TasteSample> rows = Collections.nCopies(10_000, same);
        List<String> names = IntStream.range(0, 10_000).mapToObj(v -> "~" + v).toList();
        double[] w = DensityDiscount.weights(rows, names);
        assertThat(Arrays.stream(w).min().orElse(0)).isPositive();
        assertThat(Arrays.stream(w).max().orElse(0))
                .isLessThan(1.01 * Arrays.stream(w).min().orElse(0));
    }

    // References that follow the order of arrival could be chosen by whoever pushes first.
    @Property(tries = 10)
    void weights_anyOrderOfRows_sameWeightByViewer(@ForAll long seed) {
        List<Witness> rows = new ArrayList<>(Rows.crowd(1200, seed));
        Map<String, Double> first = byViewer(rows);
        Collections.shuffle(rows, new Random(seed));
        assertThat(byViewer(rows)).isEqualTo(first);
    }

    private static Map<String, Double> byViewer(List<Witness> rows) {
        double[] w = weights(rows);
        Map<String, Double> out = new HashMap<>();
        for (int v = 0; v < w.length; v++) {
            out.put(rows.get(v).pseudonym(), w[v]);
        }
        return out;
    }
}
