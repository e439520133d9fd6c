package io.exogenesis.omega.learning.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeniorityTest {
    private static TasteSample sample(Iterable<Integer> titles) {
        List<SampledItem> items = new java.util.ArrayList<>();
        titles.forEach(t -> items.add(new SampledItem(new MediaId("m" + t), Liking.HIGH)));
        return new TasteSample(items);
    }

    @Property(tries = 200)
    void passedOn_anySamples_whatStaysIsAsOldAndWhatIsNewIsNew(
            @ForAll @Size(min = 1, max = 20) Set<@IntRange(max = 30) Integer> first,
            @ForAll @Size(min = 1, max = 20) Set<@IntRange(max = 30) Integer> second) {
        Seniority next = Seniority.of(sample(first), 3).passedOn(sample(second), 8);
        int k = 0;
        for (int title : second) {
            assertThat(next.since(k++)).isEqualTo(first.contains(title) ? 3 : 8);
        }
        assertThat(next.size()).isEqualTo(second.size());
        assertThat(next.joined()).isEqualTo(3);
    }

    // Else whoever names a loved title early, as hardly liked, could raise its voice before all who came since.
    @Test
    void passedOn_titleIsLikedMore_isNew_lessIsAsOld() {
        MediaId title = new MediaId("m1");
        TasteSample low = new TasteSample(List.of(new SampledItem(title, Liking.LOW)));
        TasteSample high = new TasteSample(List.of(new SampledItem(title, Liking.HIGH)));
        assertThat(Seniority.of(low, 2).passedOn(high, 5).since(0)).isEqualTo(5);
        assertThat(Seniority.of(high, 2).passedOn(low, 5).since(0)).isEqualTo(2);
    }

    @Test
    void only_someTitles_keepTheirOrder() {
        Seniority all = Seniority.of(1, sample(List.of(5, 6, 7)), new int[] {1, 2, 3});
        assertThat(all.only(t -> !t.value().equals("m6")).epochs()).containsExactly(1, 3);
        assertThat(all.only(t -> true))
                .isEqualTo(all)
                .hasSameHashCodeAs(all)
                .isNotEqualTo(Seniority.of(sample(List.of(5, 6, 7)), 1));
        assertThat(all).hasToString("Seniority[1, [1, 2, 3]]");
    }

    @Test
    void of_otherNumberOrNegative_refused() {
        assertThatThrownBy(() -> Seniority.of(0, sample(List.of(5, 6)), new int[] {1}))
                .isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> Seniority.of(2, sample(List.of(5)), new int[] {1}))
                .isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> new Grant(1, 0, -1, 1)).isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> new WeightedSample(sample(List.of(5, 6)), 1, Seniority.of(sample(List.of(5)), 1)))
                .isInstanceOf(LearningException.class);
    }
}
