package io.exogenesis.omega.learning.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.linear.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TasteLearnerTest {
    private static final int D = 384;

    @Property(tries = 60)
    void learn_anyItems_boundedUnitDisjointPatterns(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 60) int n,
            @ForAll @IntRange(min = 1, max = 4) int max) {
        Random random = new Random(seed);
        List<TasteItem> items = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            items.add(item(near(direction(i % 3), .5, random), i % 2 == 0 ? 1 : .2, i % 2, "g" + i % 3));
        }
        List<TastePattern> patterns = TasteLearner.learn(items, max, random);
        List<Integer> all = new ArrayList<>();
        for (TastePattern p : patterns) {
            assertThat(Vectors.length(p.embedding())).isCloseTo(1, within(1e-5));
            assertThat(p.items()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(p.successRate()).isGreaterThan(0).isLessThan(1);
            all.addAll(p.items());
        }
        assertThat(patterns).hasSizeLessThanOrEqualTo(Math.min(max, Math.ceilDiv(n, 8)));
        assertThat(all).doesNotHaveDuplicates();
        assertThat(patterns.isEmpty()).isEqualTo(n < 2);
    }

    @Test
    void learn_twoTastes_findsBoth() {
        Random random = new Random(7);
        List<TasteItem> items = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            items.add(item(near(direction(i % 2), .2, random), 1, 1, i % 2 == 0 ? "Drama" : "Horror"));
        }
        List<TastePattern> patterns = TasteLearner.learn(items, 4, random);
        assertThat(patterns).hasSize(2);
        assertThat(patterns).extracting(p -> p.genres().getFirst()).containsExactlyInAnyOrder("Drama", "Horror");
        assertThat(patterns).allSatisfy(p -> {
            assertThat(p.items()).hasSize(8);
            assertThat(p.successRate()).isCloseTo(.9, within(1e-9));
        });
    }

    // A title without content must not give a pattern of NaN, which the Core refuses.
    @Test
    void learn_zeroNotFiniteOrWeightlessItems_areLeftOut() {
        float[] broken = direction(0);
        broken[0] = Float.NaN;
        List<TasteItem> items = List.of(
                item(new float[D], 1, 1, "a"),
                item(broken, 1, 1, "a"),
                item(direction(1), 0, 1, "a"),
                item(direction(2), 1, 1, "b"),
                item(direction(2), 1, 1, "b"));
        List<TastePattern> patterns = TasteLearner.learn(items, 4, new Random(1));
        assertThat(patterns)
                .singleElement()
                .satisfies(p -> assertThat(p.items()).containsExactly(3, 4));
    }

    @Test
    void learn_sameSeed_sameResult() {
        Random random = new Random(5);
        List<TasteItem> items = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            items.add(item(near(direction(i % 5), .7, random), 1, .6, "g"));
        }
        List<TastePattern> first = TasteLearner.learn(items, 4, new Random(9));
        List<TastePattern> second = TasteLearner.learn(items, 4, new Random(9));
        assertThat(second)
                .extracting(TastePattern::items)
                .isEqualTo(first.stream().map(TastePattern::items).toList());
    }

    private static TasteItem item(float[] v, double weight, double reward, String genre) {
        return new TasteItem(v, weight, reward, List.of(genre));
    }

    private static float[] direction(int k) {
        float[] v = new float[D];
        v[k] = 1;
        return v;
    }

    private static float[] near(float[] centre, double spread, Random random) {
        float[] v = centre.clone();
        for (int c = 0; c < D; c++) {
            v[c] += (float) (random.nextGaussian() * spread / Math.sqrt(D));
        }
        return Vectors.normalised(v);
    }
}
