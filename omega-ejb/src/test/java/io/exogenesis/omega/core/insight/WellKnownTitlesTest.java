package io.exogenesis.omega.core.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.MediaItem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WellKnownTitlesTest {
    private final CoreFixture core = CoreFixture.inMemory();
    private final WellKnownTitles known = new WellKnownTitles(core.bank, core.catalogue);

    private List<String> best(int limit) {
        return known.best(limit).stream().map((MediaItem t) -> t.id().value()).toList();
    }

    /** t0 is known to all ten viewers, t1 to eight, t2 to six, and t9 to one alone. */
    private void watch() {
        for (int v = 0; v < 10; v++) {
            int viewer = v;
            List<String> seen = IntStream.of(0, 1, 2)
                    .filter(t -> viewer < 10 - 2 * t)
                    .mapToObj(t -> "t" + t)
                    .toList();
            core.push(
                    core.session(core.register()), Samples.sample(1, v == 0 ? List.of("t0", "t1", "t2", "t9") : seen));
        }
        core.rounds.runNow(true);
    }

    @Test
    void best_noItemModel_isEmpty() {
        core.importTitles(20);
        assertThat(best(10)).isEmpty();
    }

    @Test
    void best_mostViewersFirst_andNoneThatFewKnow() {
        core.importTitles(20);
        watch();
        assertThat(best(10)).containsExactly("t0", "t1", "t2");
        assertThat(best(2)).containsExactly("t0", "t1");
    }

    @Test
    void best_aTitleLeftTheCatalogue_isLeftOut() {
        core.importTitles(20);
        watch();
        core.catalogue.importItems(
                IntStream.range(1, 20).mapToObj(Samples::title).toList(), true);
        assertThat(best(10)).containsExactly("t1", "t2");
    }
}
