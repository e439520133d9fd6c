package io.exogenesis.omega.learning.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairCountsTest {
    private static final Set<MediaId> ALL = Set.of(id("a"), id("b"), id("c"), id("d"));

    @Test
    void of_directedWithinTheWindowByTwoViewers() {
        PairCounts counts = PairCounts.of(1, List.of(sample("a", "b", "c"), sample("a", "b"), sample("c", "b")), ALL);
        assertThat(counts.weights()).containsOnlyKeys(id("a"));
        assertThat(counts.weights().get(id("a"))).containsExactly(Map.entry(id("b"), 2f));
    }

    @Test
    void of_titlesBelowRelease_takeNoPart() {
        PairCounts counts = PairCounts.of(5, List.of(sample("a", "b"), sample("a", "b")), Set.of(id("a")));
        assertThat(counts.weights()).isEmpty();
    }

    // D = G/√((r+5)(c+5)), r and c being sums over what survived.
    @Test
    void plane_valueAndTopPairs() {
        PairCounts counts = PairCounts.of(
                1,
                List.of(sample("a", "b"), sample("a", "b"), sample("a", "b"), sample("a", "c"), sample("a", "c")),
                ALL);
        Map<MediaId, Integer> rowOf = Map.of(id("a"), 0, id("b"), 1, id("c"), 2);
        PairPlane all = counts.plane(rowOf, 50);
        assertThat(all.rowEnds()).containsExactly(2, 2, 2);
        assertThat(all.columns()).containsExactly(1, 2);
        assertThat((double) all.values()[0]).isCloseTo(3 / Math.sqrt(10 * 8), within(1e-6));
        assertThat((double) all.values()[1]).isCloseTo(2 / Math.sqrt(10 * 7), within(1e-6));
        assertThat(counts.plane(rowOf, 1).columns()).containsExactly(1);
    }

    @Test
    void decayed_belowTheFloor_isForgotten() {
        PairCounts counts = PairCounts.of(1, List.of(sample("a", "b"), sample("a", "b")), ALL);
        assertThat(counts.decayed(.5, .9).weights()).isNotEmpty();
        assertThat(counts.decayed(.5, 1.1).weights()).isEmpty();
        assertThat(counts.merge(counts).weights().get(id("a")).get(id("b"))).isEqualTo(4);
    }

    private static MediaId id(String value) {
        return new MediaId(value);
    }

    private static WeightedSample sample(String... titles) {
        return new WeightedSample(
                new TasteSample(Arrays.stream(titles)
                        .map(t -> new SampledItem(id(t), Liking.HIGH))
                        .toList()),
                1);
    }
}
