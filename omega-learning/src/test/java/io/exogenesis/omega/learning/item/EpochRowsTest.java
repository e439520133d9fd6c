package io.exogenesis.omega.learning.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochRowsTest {
    private static final ItemSettings SETTINGS = new ItemSettings(8, 8, 2, 5, 30, 3);
    private static final TasteSample SAMPLE = new TasteSample(
            List.of(new SampledItem(new MediaId("a"), Liking.HIGH), new SampledItem(new MediaId("b"), Liking.MEDIUM)));

    private static EpochRows of(double... reputations) {
        return EpochRows.of(
                Arrays.stream(reputations)
                        .mapToObj(r -> new WeightedSample(SAMPLE, r))
                        .toList(),
                ItemMemory.empty(SETTINGS),
                SETTINGS);
    }

    // Divided by the largest reputation, viewers of a young network weighed a third of those who came a few epochs
    // before them.
    @Test
    void of_reputations_countFullyFromHalfOfTheMedianOn() {
        assertThat(of(.1, .2, .2, .5, 1).samples())
                .extracting(WeightedSample::reputation)
                .containsExactly(1., 1., 1., 1., 1.);
        assertThat(of(.1, 1, 1).samples().getFirst().reputation()).isCloseTo(.2, within(1e-9));
        assertThat(of(0, 0, .1).samples()).hasSize(1);
        assertThat(of(0, 0).size()).isZero();
    }

    @Test
    void only_somePlaces_keepsTheirRowsAsTheyAre() {
        EpochRows all = of(.1, 1, 1);
        BitSet last = new BitSet();
        last.set(2);
        EpochRows few = all.only(last);
        assertThat(few.rows()).containsExactly(all.rows().get(2));
        assertThat(few.viewers()).containsEntry(new MediaId("a"), 1);
        assertThat(all.only(new BitSet()).size()).isZero();
    }
}
