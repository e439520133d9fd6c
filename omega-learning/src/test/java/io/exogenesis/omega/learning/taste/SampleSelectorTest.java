package io.exogenesis.omega.learning.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SampleSelectorTest {

    @Test
    void select_emptyHistory_leavesNothing() {
        assertThat(SampleSelector.select(List.of())).isEmpty();
    }

    // The newest 25, and of the 75 before them the 25 best liked, the newer first among equals; in the order watched.
    @Test
    void select_longHistory_newestAndBestOfTheRestInOrder() {
        List<HistoryItem> history = new ArrayList<>();
        for (int k = 0; k < 100; k++) {
            history.add(watched("t" + k, k % 3 == 0 ? 5 : 2));
        }
        List<String> ids = ids(SampleSelector.select(history).orElseThrow());
        List<String> expected = new ArrayList<>();
        for (int k = 0; k < 75; k++) {
            if (k % 3 == 0) {
                expected.add("t" + k);
            }
        }
        for (int k = 75; k < 100; k++) {
            expected.add("t" + k);
        }
        assertThat(ids).isEqualTo(expected);
    }

    // A sample that names a title twice is refused by the protocol, and would count one watch twice.
    @Test
    void select_titleWatchedAgain_lastWatchCountsOnce() {
        List<HistoryItem> history = List.of(watched("a", 5), watched("b", 5), watched("a", 1));
        TasteSample sample = SampleSelector.select(history).orElseThrow();
        assertThat(ids(sample)).containsExactly("b", "a");
        assertThat(sample.items().getLast().liking()).isEqualTo(Liking.LOW);
    }

    @Property(tries = 200)
    void select_anyHistory_boundedAndASubsequence(
            @ForAll @Size(max = 120) List<@IntRange(min = 0, max = 60) Integer> titles,
            @ForAll @IntRange(min = 1, max = 60) int limit) {
        List<HistoryItem> history = new ArrayList<>();
        for (int k = 0; k < titles.size(); k++) {
            history.add(watched("t" + titles.get(k), 1 + titles.get(k) % 5));
        }
        long distinct = titles.stream().distinct().count();
        List<String> ids = SampleSelector.select(history, limit)
                .map(SampleSelectorTest::ids)
                .orElse(List.of());
        assertThat(ids).hasSize((int) Math.min(distinct, limit)).doesNotHaveDuplicates();
        int last = -1;
        for (String id : ids) {
            int at = titles.lastIndexOf(Integer.parseInt(id.substring(1)));
            assertThat(at).isGreaterThan(last);
            last = at;
        }
    }

    @Test
    void select_limitOutOfRange_isRefused() {
        assertThatThrownBy(() -> SampleSelector.select(List.of(), 201)).isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> SampleSelector.select(List.of(), 0)).isInstanceOf(LearningException.class);
    }

    private static HistoryItem watched(String id, double rating) {
        return HistoryItem.ofRating(new MediaId(id), rating);
    }

    private static List<String> ids(TasteSample sample) {
        return sample.items().stream()
                .map(SampledItem::item)
                .map(MediaId::value)
                .toList();
    }
}
