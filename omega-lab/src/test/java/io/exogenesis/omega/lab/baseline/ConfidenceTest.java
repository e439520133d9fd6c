package io.exogenesis.omega.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceTest {
    /** A negative or falling confidence would make of a title that is watched often one that is not liked. */
    @Property(tries = 300)
    void of_anyCount_positiveAndRising(
            @ForAll @FloatRange(min = .01f, max = 1e6f) float count,
            @ForAll @FloatRange(min = 1, max = 10) float times) {
        for (Confidence c : List.of(Confidence.NONE, new Confidence(.1, 0), new Confidence(0, 1))) {
            assertThat(c.of(count)).isPositive().isLessThanOrEqualTo(c.of(count * times));
            assertThat(c.of(1)).isEqualTo(1, within(1e-12));
        }
    }

    @Test
    void watched_counted_theLastCountOfEachTitle() {
        List<RatingEvent> events =
                List.of(new RatingEvent(7, 5, 1, 1), new RatingEvent(2, 5, 2, 1), new RatingEvent(7, 5, 3, 3));
        assertThat(Watched.of(events, new Confidence(0, 1)).weights()).containsExactly(1, 2);
        assertThat(Watched.of(events).weights()).containsExactly(1, 1);
    }

    /** Data without counts must be tuned as before, to the digit: nothing more in the grid. */
    @ParameterizedTest
    @ValueSource(strings = {"ials", "ease", "itemknn"})
    void grid_countsOnly_moreSettings(String name) {
        Baseline baseline = switch (name) {
            case "ials" -> new IalsBaseline();
            case "ease" -> new EaseBaseline();
            default -> new ItemKnnBaseline();
        };
        Dataset data = Planted.groups(30, 72, 3, 1);
        assertThat(baseline.grid(Planted.training(data))).isEqualTo(baseline.grid());
        Training counted = Planted.training(counted(data));
        assertThat(baseline.grid(counted)).hasSizeGreaterThan(baseline.grid().size());
        Baseline.Learned learned = baseline.learn(counted);
        List<RatingEvent> known = counted.viewers().get(4).events();
        float[] plain = learned.with(baseline.grid(counted).getFirst()).scores(known);
        float[] weighted = learned.with(baseline.grid(counted).getLast()).scores(known);
        assertThat(weighted).doesNotContain(Float.NaN).isNotEqualTo(plain);
        // the first setting ignores the counts
        assertThat(plain)
                .isEqualTo(baseline.learn(Planted.training(data))
                        .with(baseline.grid().getFirst())
                        .scores(data.viewers().get(4).events()));
    }

    /** Liked titles watched nine times. */
    private static Dataset counted(Dataset data) {
        List<ViewerHistory> out = new ArrayList<>();
        data.viewers()
                .forEach(v -> out.add(new ViewerHistory(
                        v.id(),
                        v.events().stream()
                                .map(e -> new RatingEvent(
                                        e.item(), e.rating(), e.epochSecond(), e.liked() && e.item() % 2 == 0 ? 9 : 1))
                                .toList())));
        return new Dataset(data.name(), data.items(), out, true);
    }
}
