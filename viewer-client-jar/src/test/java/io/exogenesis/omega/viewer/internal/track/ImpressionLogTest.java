package io.exogenesis.omega.viewer.internal.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.defence.Rejections;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PatternOutcome;
import io.exogenesis.omega.viewer.DecidedImpression;
import io.exogenesis.omega.viewer.ShownTitle;
import io.exogenesis.omega.viewer.ViewerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ImpressionLogTest {
    private static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");

    private static final Predicate<MediaId> UNSEEN = media -> false;

    private final ImpressionLog showings = new ImpressionLog();

    private static MediaId id(int n) {
        return new MediaId("m" + n);
    }

    private static ShownList list(Instant at, int... titles) {
        List<ShownTitle> shown = new ArrayList<>();
        for (int n : titles) {
            ShownTitle title = ShownTitle.byScore(id(n));
            shown.add(n % 2 == 0 ? title.withPattern(new PatternId("p" + n % 4)) : title);
        }
        return new ShownList(shown, true, at);
    }

    private static ViewerEvent watched(int n) {
        return new ViewerEvent.View(id(n), Duration.ofMinutes(90), true, NOW);
    }

    @Example
    void report_oneTakenOneSkippedOnePassedOver_countsEach() {
        showings.audit(true);
        showings.apply(list(NOW, 1, 2, 3));
        assertThat(showings.report()).as("nothing is decided yet").isEmpty();
        showings.apply(watched(2), UNSEEN);
        showings.apply(new ViewerEvent.Skip(id(3), Duration.ofMinutes(1), NOW), UNSEEN);
        showings.apply(list(NOW, 4));
        assertThat(showings.report())
                .contains(new Outcomes(
                        List.of(
                                new ItemOutcome(id(2), 1, 1),
                                new ItemOutcome(id(3), 1, 0),
                                new ItemOutcome(id(1), 1, 0)),
                        List.of(new PatternOutcome(new PatternId("p2"), 1, 1))));
    }

    // A screen that draws itself anew would otherwise turn every title down in a minute.
    @Example
    void apply_sameListWithNothingInBetween_isShownOnce() {
        ShownList first = list(NOW, 1, 2);
        showings.apply(first);
        assertThat(showings.isNews(list(NOW.plusSeconds(60), 2, 1))).isFalse();
        for (int n = 0; n < 20; n++) {
            showings.apply(list(NOW.plusSeconds(60L * n), 1, 2));
        }
        assertThat(showings.shown()).isEqualTo(2);
        assertThat(showings.rejections(NOW.plusSeconds(60 * 19))).isEmpty();
        // half an hour of silence later it is another evening
        assertThat(showings.isNews(list(NOW.plusSeconds(60 * 19 + 1801), 1, 2))).isTrue();
    }

    @Example
    void rejections_passedOverOrSkipped_weighByPlaceAndFade() {
        for (int n = 0; n < 3; n++) {
            showings.apply(list(NOW, 1, 2));
            showings.apply(watched(100 + n), UNSEEN);
        }
        // the third was not passed over yet, but is when another list is shown
        assertThat(showings.rejections(NOW).get(id(1))).isCloseTo(1, within(1e-9));
        assertThat(showings.rejections(NOW).get(id(2))).isCloseTo(1 / (Math.log(3) / Math.log(2)), within(1e-9));
        showings.apply(list(NOW, 1, 3));
        showings.apply(new ViewerEvent.Rating(id(1), 1, NOW), UNSEEN);
        assertThat(showings.rejections(NOW).get(id(1))).isCloseTo(2, within(1e-9));
        assertThat(showings.rejections(NOW.plus(Rejections.HALF_LIFE)).get(id(1)))
                .isCloseTo(1, within(1e-9));
    }

    // A skip of what a search or the host's own screen found was no rejection, and a second skip of one evening none
    // either.
    @Example
    void rejections_skippedTwiceOrUnshown_eachCounts() {
        showings.apply(list(NOW, 1));
        showings.apply(new ViewerEvent.Skip(id(1), Duration.ofMinutes(1), NOW), UNSEEN);
        showings.apply(new ViewerEvent.Skip(id(1), Duration.ofMinutes(1), NOW), UNSEEN);
        showings.apply(new ViewerEvent.Skip(id(7), Duration.ZERO, NOW), UNSEEN);
        showings.apply(new ViewerEvent.Skip(id(8), Duration.ZERO, NOW), media -> true);
        assertThat(showings.rejections(NOW)).containsOnly(Map.entry(id(1), 2.), Map.entry(id(7), 1.));
        assertThat(showings.decided()).as("shown once").hasSize(1);
        ImpressionLog restored = new ImpressionLog();
        restored.restore(showings.kept());
        assertThat(restored.kept()).isEqualTo(showings.kept());
    }

    // The clock of a device may be years ahead until it has a network.
    @Example
    void rejections_clockSetBack_fadeFromTheNextListOn() {
        Instant wrong = NOW.plus(Duration.ofDays(20_000));
        for (int n = 0; n < 8; n++) {
            showings.apply(list(wrong.plus(Duration.ofHours(n)), 1, 2));
        }
        showings.apply(new ViewerEvent.Skip(id(9), Duration.ZERO, wrong), UNSEEN);
        double before = showings.rejections(NOW).get(id(1));
        assertThat(before).isCloseTo(8. / 3, within(.01));
        assertThat(showings.datedBehind(NOW)).isTrue();
        assertThat(showings.rejections(NOW.plus(Rejections.HALF_LIFE), NOW).get(id(1)))
                .as("read again without a list in between")
                .isCloseTo(before / 2, within(1e-9));
        showings.apply(list(NOW, 3));
        assertThat(showings.datedBehind(NOW)).isFalse();
        assertThat(showings.rejections(NOW.plus(Rejections.HALF_LIFE)).get(id(1)))
                .isCloseTo(before / 2, within(1e-9));
        assertThat(showings.rejections(NOW.plus(Rejections.HALF_LIFE)).get(id(9)))
                .isCloseTo(.5, within(1e-9));
    }

    // A skip of last year that an import tells of made the one of today as old.
    @Example
    void rejections_oldSkipToldLate_leavesTheNewOne() {
        showings.apply(list(NOW, 1));
        showings.apply(new ViewerEvent.Skip(id(1), Duration.ZERO, NOW), UNSEEN);
        showings.apply(new ViewerEvent.Skip(id(1), Duration.ZERO, NOW.minus(Rejections.HALF_LIFE)), UNSEEN);
        assertThat(showings.rejections(NOW).get(id(1))).isCloseTo(1.5, within(1e-9));
    }

    // A title that rose to the first place on the same evening was seen there, wherever it stood before.
    @Example
    void rejections_twoListsOfOneEvening_countTheBestPlaceAcrossARestart() {
        showings.apply(list(NOW, 1, 2, 3));
        showings.apply(list(NOW, 3, 1));
        ImpressionLog restored = new ImpressionLog();
        restored.restore(showings.kept());
        restored.apply(watched(9), UNSEEN);
        assertThat(restored.rejections(NOW).get(id(3))).isEqualTo(Rejections.PASSED_OVER);
        assertThat(restored.rejections(NOW).get(id(1))).isEqualTo(Rejections.PASSED_OVER);
        assertThat(restored.rejections(NOW).get(id(2))).isLessThan(Rejections.PASSED_OVER);
    }

    // Who looks for a title by name has not judged the list beside it.
    @Example
    void apply_search_passesNothingOver() {
        showings.apply(list(NOW, 1));
        showings.apply(ViewerEvent.Search.of("sea", List.of(id(7)), NOW), UNSEEN);
        assertThat(showings.rejections(NOW)).isEmpty();
        assertThat(showings.isNews(list(NOW, 1))).isFalse();
    }

    // A look of two minutes is neither a watch nor a no; the longer one that follows counts.
    @Example
    void apply_shortViewThenALongOne_isTaken() {
        showings.apply(list(NOW, 1));
        showings.apply(new ViewerEvent.View(id(1), Duration.ofMinutes(2), false, NOW), UNSEEN);
        showings.apply(new ViewerEvent.View(id(1), Duration.ofMinutes(60), false, NOW), UNSEEN);
        assertThat(showings.decided()).singleElement().matches(DecidedImpression::taken);
    }

    @Example
    void audit_givenLater_tellsNothingOfBefore() {
        showings.apply(list(NOW, 1));
        showings.apply(watched(1), UNSEEN);
        showings.apply(list(NOW, 2, 3));
        showings.audit(true);
        showings.apply(watched(2), UNSEEN);
        assertThat(showings.report()).isEmpty();
        showings.apply(list(NOW, 4));
        showings.apply(watched(4), UNSEEN);
        assertThat(showings.report().orElseThrow().items()).containsExactly(new ItemOutcome(id(4), 1, 1));
        showings.audit(false);
        showings.audit(true);
        assertThat(showings.report()).isEmpty();
    }

    // What the agent alone recommended says nothing about the Core's model.
    @Example
    void report_listMadeWithoutTheCore_isNotTold() {
        showings.audit(true);
        showings.apply(new ShownList(List.of(ShownTitle.byScore(id(1))), false, NOW));
        showings.apply(watched(1), UNSEEN);
        assertThat(showings.report()).isEmpty();
        assertThat(showings.decided()).hasSize(1);
    }

    // Each decided showing is told exactly once, whatever happens in between, a restart from a snapshot included.
    @Property(tries = 200)
    void reports_anyLife_addUpToWhatWasDecided(@ForAll long seed) {
        Random random = new Random(seed);
        ImpressionLog now = new ImpressionLog();
        now.audit(true);
        long told = 0;
        long taken = 0;
        for (int step = 0; step < 120; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 ->
                    now.apply(list(
                            NOW,
                            random.ints(0, 40)
                                    .distinct()
                                    .limit(1 + random.nextInt(9))
                                    .toArray()));
                case 2 -> now.apply(watched(random.nextInt(40)), UNSEEN);
                case 3 -> {
                    Optional<Outcomes> report = now.report();
                    report.ifPresent(now::reported);
                    told += report.map(ImpressionLogTest::shown).orElse(0);
                    taken += report.map(ImpressionLogTest::watched).orElse(0);
                }
                default -> {
                    ImpressionLog restored = new ImpressionLog();
                    restored.audit(true);
                    restored.restore(now.kept());
                    assertThat(restored.kept()).isEqualTo(now.kept());
                    now = restored;
                }
            }
        }
        for (Optional<Outcomes> rest = now.report(); rest.isPresent(); rest = now.report()) {
            told += shown(rest.get());
            taken += watched(rest.get());
            now.reported(rest.get());
        }
        assertThat(told).isEqualTo(now.decided().size());
        assertThat(taken)
                .isEqualTo(
                        now.decided().stream().filter(DecidedImpression::taken).count());
    }

    private static int shown(Outcomes outcomes) {
        return outcomes.items().stream().mapToInt(ItemOutcome::shown).sum();
    }

    private static int watched(Outcomes outcomes) {
        return outcomes.items().stream().mapToInt(ItemOutcome::watched).sum();
    }

    // An agent has five megabytes for everything.
    @Example
    void memory_manyLists_staysBounded() {
        showings.audit(true);
        for (int n = 0; n < 400; n++) {
            int from = 60 * n;
            showings.apply(
                    list(NOW, java.util.stream.IntStream.range(from, from + 60).toArray()));
            showings.apply(watched(from), UNSEEN);
        }
        KeptImpressions kept = showings.kept();
        assertThat(kept.titles()).hasSize(ImpressionLog.MAX_REMEMBERED);
        assertThat(kept.dueTitles()).hasSize(ImpressionLog.MAX_DUE);
        assertThat(kept.decided()).hasSize(ImpressionLog.MAX_DECIDED);
        assertThat(showings.shown()).isEqualTo(24_000);
        assertThat(showings.report().orElseThrow().items()).hasSize(Outcomes.MAX_ITEMS);
    }
}
