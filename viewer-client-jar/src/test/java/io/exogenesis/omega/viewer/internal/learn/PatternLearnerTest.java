package io.exogenesis.omega.viewer.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.track.WatchedTitles;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PatternLearnerTest {
    private static final Instant NOW = TestAgents.NOW;
    private final Catalogue catalogue = TestCatalogue.catalogue(40);
    private final WatchedTitles titles = new WatchedTitles();
    private final PatternLearner learner = new PatternLearner(ZoneOffset.UTC);

    private void rate(int genre, int from, int to, double rating) {
        TestAgents.ratings(genre, from, to, rating).forEach(titles::apply);
    }

    private List<ExogenesisPattern> learn(Collection<ExogenesisPattern> known, Instant now) {
        return learner.learn(Evidence.ofHistory(titles.oldestFirst()), catalogue, known, now, new SplittableRandom(1));
    }

    @Test
    void learn_twoGenres_aPatternForEachAndWhatItIsWorth() {
        rate(0, 0, 12, 5);
        rate(1, 0, 12, 1);
        List<ExogenesisPattern> patterns = learn(List.of(), NOW);
        assertThat(patterns).hasSizeBetween(2, PatternLearner.MAX_PATTERNS);
        assertThat(patterns).allSatisfy(p -> {
            assertThat(p.items()).isGreaterThanOrEqualTo(2);
            double expected = p.context().genres().getFirst().equals("Crime") ? p.items() + 1 : 1;
            assertThat(p.successRate()).isEqualTo(expected / (p.items() + 2));
        });
    }

    /** Would catch patterns that leave again and again although nothing changed. */
    @Test
    void learn_nothingChanged_sameIdAndTime() {
        rate(0, 0, 20, 5);
        List<ExogenesisPattern> first = learn(List.of(), NOW);
        assertThat(learn(first, NOW.plus(Duration.ofHours(23)))).isEqualTo(first);
        List<ExogenesisPattern> nextDay = learn(first, NOW.plus(Duration.ofHours(25)));
        assertThat(nextDay)
                .extracting(ExogenesisPattern::id)
                .isEqualTo(first.stream().map(ExogenesisPattern::id).toList());
        assertThat(nextDay).allMatch(p -> p.timestamp().equals(NOW.plus(Duration.ofHours(25))));
    }

    // Randomness that goes first to new ids lets a habit near the bound come and go with nothing new.
    @Test
    void learn_whatIsKnown_doesNotChangeWhatIsFound() {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 40; trial++) {
            WatchedTitles history = new WatchedTitles();
            for (int n = 0; n < 30; n++) {
                int hour = random.nextInt(24);
                int genre = random.nextInt(10) < 6 ? hour / 8 : random.nextInt(3);
                history.apply(new ViewerEvent.View(
                        TestCatalogue.id(genre, n),
                        Duration.ofMinutes(90),
                        true,
                        NOW.minus(Duration.ofDays(40)).plus(Duration.ofHours(24L * n + hour))));
            }
            Evidence evidence = Evidence.ofHistory(history.oldestFirst());
            List<ExogenesisPattern> first =
                    learner.learn(evidence, catalogue, List.of(), NOW, new SplittableRandom(trial));
            assertThat(learner.learn(evidence, catalogue, first, NOW, new SplittableRandom(trial)))
                    .isEqualTo(first);
        }
    }

    @Test
    void learn_tasteMovedALittle_keepsItsId() {
        rate(0, 0, 6, 5);
        List<ExogenesisPattern> first = learn(List.of(), NOW);
        rate(0, 6, 7, 5);
        List<ExogenesisPattern> second = learn(first, NOW);
        assertThat(second).singleElement().satisfies(p -> {
            assertThat(p.id()).isEqualTo(first.getFirst().id());
            assertThat(p.items()).isEqualTo(7);
        });
    }

    @Test
    void learn_titlesUnknownToTheCatalogue_takeNoPart() {
        titles.apply(new ViewerEvent.Rating(new io.exogenesis.omega.model.MediaId("nobody-knows"), 5, NOW));
        assertThat(learn(List.of(), NOW)).isEmpty();
        rate(2, 0, 2, 4);
        assertThat(learn(List.of(), NOW))
                .singleElement()
                .satisfies(p -> assertThat(p.items()).isEqualTo(2));
    }

    @Test
    void learn_watchedInTheEvening_saysSo() {
        for (int n = 0; n < 6; n++) {
            titles.apply(new ViewerEvent.View(
                    TestCatalogue.id(0, n),
                    Duration.ofMinutes(90),
                    true,
                    Instant.parse("2026-01-0" + (n + 1) + "T20:30:00Z")));
        }
        assertThat(learn(List.of(), NOW))
                .allMatch(p -> p.context().timeOfDay().equals(java.util.Optional.of("evening")));
    }

    @Test
    void learn_emptyHistory_nothing() {
        assertThat(learn(List.of(), NOW)).isEmpty();
    }

    // What was only skipped was a taste of its own, and lifted what others like near it.
    @Test
    void learn_onlySkipped_isNoTasteAndLowersOne() {
        for (int n = 0; n < 6; n++) {
            titles.apply(new ViewerEvent.Skip(TestCatalogue.id(0, n), Duration.ZERO, NOW));
        }
        assertThat(learn(List.of(), NOW)).isEmpty();
        rate(0, 10, 12, 5);
        assertThat(learn(List.of(), NOW)).singleElement().satisfies(p -> {
            assertThat(p.items()).isEqualTo(8);
            assertThat(p.successRate()).isLessThan(.5);
        });
    }
}
