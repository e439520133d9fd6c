package io.exogenesis.omega.viewer.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.Approach;
import io.exogenesis.omega.viewer.DecidedImpression;
import io.exogenesis.omega.viewer.ShownTitle;
import io.exogenesis.omega.viewer.ShownTitle.Cause;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.track.Watch;
import io.exogenesis.omega.viewer.internal.track.WatchedTitles;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What behaviors, discoveries and recommendations are learned from, and from what not. */
class KindLearnersTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-02-01T00:00:00Z");
    private static final Duration FILM = Duration.ofMinutes(90);
    private static final TimesOfDay TIMES = new TimesOfDay(ZoneOffset.UTC);

    private final Catalogue catalogue = TestCatalogue.catalogue(60);
    private final WatchedTitles titles = new WatchedTitles();
    private final List<Watch> watches = new ArrayList<>();
    private final List<DecidedImpression> showings = new ArrayList<>();

    private static Instant at(int day, int hour, int minute) {
        return MIDNIGHT.plus(Duration.ofDays(day)).plusSeconds(3600L * hour + 60L * minute);
    }

    private void watch(int genre, int n, Instant at, boolean searched) {
        MediaId media = TestCatalogue.id(genre, n);
        titles.apply(new ViewerEvent.View(media, FILM, true, at));
        watches.add(new Watch(media, at, FILM, false, .9, searched));
    }

    private void show(int genre, int n, Approach approach, Cause cause, boolean taken) {
        MediaId media = TestCatalogue.id(genre, n);
        showings.add(new DecidedImpression(ShownTitle.of(media, cause, 1).withApproach(approach), taken));
    }

    private List<Finding> learn(KindLearner learner) {
        Evidence evidence = new Evidence(titles.oldestFirst(), watches, showings);
        return learner.learn(evidence, PlacedHistory.of(evidence.titles(), catalogue), new SplittableRandom(3));
    }

    // Three titles are far from the middle by chance: a fixed bound on the cosine finds a habit in every history.
    @Test
    void behavior_timesThatSayNothing_hardlyEverAHabit() {
        SplittableRandom random = new SplittableRandom(1);
        int habits = 0;
        for (int trial = 0; trial < 100; trial++) {
            WatchedTitles history = new WatchedTitles();
            for (int n = 0; n < 40; n++) {
                history.apply(new ViewerEvent.View(
                        TestCatalogue.id(random.nextInt(3), n), FILM, true, at(n, random.nextInt(24), 0)));
            }
            Evidence evidence = Evidence.ofHistory(history.oldestFirst());
            habits += new BehaviorLearner(TIMES)
                    .learn(evidence, PlacedHistory.of(evidence.titles(), catalogue), random)
                    .size();
        }
        // four times of day in a hundred histories, each a habit with p <= .01: four are expected
        assertThat(habits).isLessThan(12);
    }

    // One long evening is no habit, however much it differs.
    @Test
    void behavior_allOnOneDay_isNoHabit() {
        for (int n = 0; n < 12; n++) {
            watch(0, n, at(n, 20, 0), false);
        }
        for (int n = 0; n < 5; n++) {
            watch(1, n, at(12, 6, 10 * n), false);
        }
        assertThat(learn(new BehaviorLearner(TIMES))).isEmpty();
        for (int n = 5; n < 10; n++) {
            watch(1, n, at(10 + n, 6, 0), false);
        }
        assertThat(learn(new BehaviorLearner(TIMES))).first().satisfies(f -> {
            assertThat(f.context().timeOfDay()).hasValue("morning");
            assertThat(f.items()).isEqualTo(10);
            assertThat(f.successRate()).isCloseTo((10 * .9 + 1) / 12, within(1e-9));
        });
    }

    // Films of ninety minutes are no session by silence: the pause is what lies between an end and a beginning.
    @Test
    void behavior_filmsInARow_areABingeAndZappingIsNone() {
        for (int n = 0; n < 12; n++) {
            watch(0, n, at(n, 20, 0), false);
        }
        for (int day = 0; day < 4; day++) {
            for (int n = 0; n < 3; n++) {
                watch(1, 3 * day + n, at(20 + day, 16, 100 * n), false);
            }
        }
        assertThat(learn(new BehaviorLearner(TIMES)))
                .filteredOn(f -> f.context().approach().isPresent())
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.context().approach()).hasValue(BehaviorLearner.BINGE);
                    assertThat(f.items()).isEqualTo(12);
                    assertThat(f.context().genres()).containsExactly("Comedy");
                });
        watches.replaceAll(w -> new Watch(w.media(), w.at(), w.watched(), false, .1, false));
        assertThat(learn(new BehaviorLearner(TIMES)))
                .noneMatch(f -> f.context().approach().isPresent());
    }

    // What is searched for within the usual tastes is no discovery.
    @Test
    void discovery_searchedWithinTheTastes_isNone() {
        for (int n = 0; n < 12; n++) {
            watch(0, n, at(n, 20, 0), n < 5);
        }
        assertThat(learn(new DiscoveryLearner())).isEmpty();
        for (int n = 0; n < 3; n++) {
            watch(2, n, at(20 + n, 20, 0), n < 2);
        }
        assertThat(learn(new DiscoveryLearner())).isEmpty();
        show(2, 2, Approach.EXPLORATION, Cause.EXPLORATION, true);
        assertThat(learn(new DiscoveryLearner())).singleElement().satisfies(f -> {
            assertThat(f.items()).isEqualTo(3);
            assertThat(f.context().genres()).containsExactly("Space");
            assertThat(f.successRate()).isCloseTo((3 * .9 + 1) / 5, within(1e-9));
        });
    }

    // With a plain share of showings no approach would ever pass .7; with (taken + 1) / (shown + 2) three showings
    // would.
    @Test
    void recommendation_rates_compareWithAllShowings() {
        for (int n = 0; n < 5; n++) {
            watch(0, n, at(n, 20, 0), false);
            show(0, n, Approach.SHARED_TASTE, Cause.SCORE, true);
        }
        for (int n = 0; n < 15; n++) {
            show(0, 20 + n, Approach.SHARED_TASTE, Cause.SCORE, false);
        }
        for (int n = 0; n < 80; n++) {
            show(1, n % 60, Approach.ITEM_MODEL, Cause.SCORE, false);
        }
        double own = (5 + 20 * .05) / (20 + 20);
        assertThat(learn(new RecommendationLearner())).singleElement().satisfies(f -> {
            assertThat(f.context().approach()).hasValue("shared-taste");
            assertThat(f.successRate()).isCloseTo(own / (own + .05), within(1e-9));
            assertThat(f.items()).isEqualTo(5);
        });
        // the host's own lists count among all, and are no approach
        showings.replaceAll(
                s -> new DecidedImpression(ShownTitle.byScore(s.title().media()), s.taken()));
        assertThat(learn(new RecommendationLearner())).isEmpty();
    }
}
