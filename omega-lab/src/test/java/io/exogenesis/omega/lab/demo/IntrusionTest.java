package io.exogenesis.omega.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.lab.baseline.Planted;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.SampledItem.Liking;
import io.exogenesis.omega.model.TasteSample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntrusionTest {
    private static final Dataset DATA = Planted.groups(60, 120, 2, 3);

    @Test
    void of_aThird_liarsOnTopWithTheTargetsInTheirHistories() {
        Intrusion made = Intrusion.of(
                new DemoOptions.Malice(.33, "shill-average"), DATA, LastSplit.of(DATA), Planted.content(DATA), 1);
        assertThat(made.parts()).hasSize(30);
        assertThat(made.targets()).hasSize(3);
        for (LastSplit.Part part : made.parts()) {
            List<MediaId> titles = part.train().stream()
                    .map(e -> DATA.items().get(e.item()).id())
                    .toList();
            assertThat(titles).containsAll(made.targets());
            assertThat(part.target()).isEmpty();
        }
    }

    // Were it otherwise, the demonstration would show another attack than it names.
    @Test
    void history_ofASample_isSelectedAsThatSample() {
        TasteSample wanted = new TasteSample(List.of(
                new SampledItem(new MediaId("i3"), Liking.LOW),
                new SampledItem(new MediaId("i1"), Liking.HIGH),
                new SampledItem(new MediaId("i2"), Liking.MEDIUM)));
        Map<MediaId, Integer> index = Map.of(new MediaId("i1"), 1, new MediaId("i2"), 2, new MediaId("i3"), 3);
        List<HistoryItem> history = Intrusion.history(wanted, index, 1000).stream()
                .map(e -> HistoryItem.ofRating(DATA.items().get(e.item()).id(), e.rating()))
                .toList();
        assertThat(SampleSelector.select(history)).contains(wanted);
    }

    @Test
    void attack_notThroughSamples_saysWhichAre() {
        assertThatThrownBy(() -> Intrusion.attack("capture"))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("shill-average");
        assertThatThrownBy(() -> Intrusion.attack("no-such")).hasMessageContaining("clone-affine");
    }
}
