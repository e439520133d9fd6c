package io.exogenesis.omega.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.model.BuiltInCatalogue;
import io.exogenesis.omega.model.MediaItem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulatedViewersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final List<MediaItem> titles = BuiltInCatalogue.titles();
    private final Dataset data = SimulatedViewers.of(titles, 200, NOW, new SplittableRandom(42));

    @Test
    void of_builtinTitles_historiesThatCouldBeReal() {
        assertThat(data.simulated()).isTrue();
        assertThat(data.viewers()).hasSize(200);
        for (ViewerHistory viewer : data.viewers()) {
            List<RatingEvent> events = viewer.events();
            assertThat(events)
                    .hasSizeBetween(16, 140)
                    .isSortedAccordingTo(Comparator.comparingLong(RatingEvent::epochSecond));
            assertThat(events.stream().map(RatingEvent::item).distinct()).hasSameSizeAs(events);
            assertThat(events).allMatch(e -> e.rating() >= .5 && e.rating() <= 5 && e.rating() * 2 % 1 == 0);
            assertThat(events.getLast().epochSecond()).isLessThan(NOW.getEpochSecond());
        }
        long judged =
                LastSplit.of(data).stream().filter(p -> p.target().isPresent()).count();
        assertThat(judged).isGreaterThan(180);
    }

    @Test
    void of_sameSeed_sameViewers() {
        assertThat(SimulatedViewers.of(titles, 200, NOW, new SplittableRandom(42)))
                .isEqualTo(data);
        assertThat(SimulatedViewers.of(titles, 200, NOW, new SplittableRandom(43)))
                .isNotEqualTo(data);
    }
}
