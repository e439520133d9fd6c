package io.exogenesis.omega.lab.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.lab.baseline.Planted;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.model.MediaItem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExploreRunTest {
    /** Three genres; each viewer likes mostly one. */
    private static Dataset data() {
        Dataset groups = Planted.groups(90, 90, 3, 2);
        List<String> genres = List.of("Drama", "Comedy", "War");
        List<MediaItem> items = IntStream.range(0, 90)
                .mapToObj(i -> {
                    MediaItem plain = groups.items().get(i);
                    return plain.toBuilder()
                            .genres(List.of(genres.get(i % 3)))
                            .kind(plain.kind())
                            .build();
                })
                .toList();
        List<ViewerHistory> viewers = groups.viewers().stream()
                .map(v -> new ViewerHistory(v.id(), List.<RatingEvent>copyOf(v.events())))
                .toList();
        return new Dataset("planted", items, viewers, true);
    }

    /** Enough choices: the estimates' intervals hold the truth; the same seed gives the same log. */
    @Test
    void run_plantedGenres_estimatesHoldTheTruth() {
        Dataset data = data();
        ExploreReport report = new ExploreRun(data, Planted.content(data), 1, .5).run();
        assertThat(report.choices()).isBetween(99 * report.viewers(), 100 * report.viewers());
        assertThat(report.policies()).extracting(ExploreReport.Policy::name).hasSize(3);
        for (ExploreReport.Policy p : report.policies()) {
            assertThat(p.ips().value()).as(p.name()).isCloseTo(p.truth(), org.assertj.core.api.Assertions.within(.06));
            assertThat(p.snips().value())
                    .as(p.name())
                    .isCloseTo(p.truth(), org.assertj.core.api.Assertions.within(.06));
            assertThat(p.effectiveSamples()).isBetween(1., (double) report.choices());
        }
        ExploreReport again = new ExploreRun(data, Planted.content(data), 1, .5).run();
        assertThat(again.policies()).isEqualTo(report.policies());
        assertThat(ExploreTables.policies(report).markdown()).hasSize(5);
    }
}
