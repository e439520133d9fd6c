package io.exogenesis.omega.viewer.internal.recommend;

import static io.exogenesis.omega.viewer.internal.agent.TestCatalogue.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.viewer.Approach;
import io.exogenesis.omega.viewer.ConflictStrategies;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RecommendationList.EmptyReason;
import io.exogenesis.omega.viewer.ScorePart;
import io.exogenesis.omega.viewer.ScorePart.Kind;
import io.exogenesis.omega.viewer.ShownTitle;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import io.exogenesis.omega.viewer.internal.memory.BoundedExecutor;
import io.exogenesis.omega.viewer.internal.memory.LocalReasoningBank;
import io.exogenesis.omega.viewer.internal.memory.LocalSkillLibrary;
import io.exogenesis.omega.viewer.internal.memory.TestTexts;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.KnownPattern;
import io.exogenesis.omega.viewer.memory.FoundPattern;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecommenderTest {
    private static final Catalogue CATALOGUE = TestCatalogue.catalogue(40);
    private static final int SPACE = 2;

    private AgentDb db;
    private LocalReasoningBank bank;

    @BeforeEach
    void open() {
        db = AgentDb.open(new ViewerId("v"), new PowerLossFileLayer(), () -> {}, 100);
        bank = new LocalReasoningBank(
                db,
                new TestTexts(),
                BoundedExecutor.unbounded(),
                InstantSource.system(),
                ConflictStrategies.DEFAULT,
                .7);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private Recommender recommender(double probation, double exploration) {
        return new Recommender(
                new TitleScorer(),
                bank,
                new LocalSkillLibrary(db, new TestTexts(), BoundedExecutor.unbounded(), InstantSource.system()),
                TestCatalogue.GenreEmbedder::new,
                .7,
                new Recommender.Shares(probation, exploration),
                42);
    }

    private static List<WatchedTitle> history(long seed, int n) {
        Random random = new Random(seed);
        List<WatchedTitle> titles = new ArrayList<>();
        Set<MediaId> seen = new HashSet<>();
        while (titles.size() < n) {
            MediaId media = id(random.nextInt(2), random.nextInt(40));
            if (seen.add(media)) {
                titles.add(WatchedTitle.of(media, 0, 0, Instant.EPOCH.plusSeconds(titles.size()), titles.size())
                        .withRating(1 + random.nextInt(5)));
            }
        }
        return titles;
    }

    private static Embedding centre(int genre) {
        float[] sum = new float[Embedding.DIMENSIONS];
        for (int n = 0; n < 40; n++) {
            Features.add(sum, 1, CATALOGUE.content().centred(40 * genre + n));
        }
        return Embedding.of(sum);
    }

    private static KnownPattern shared(String name, int genre) {
        return new KnownPattern(
                new PatternId(name),
                FoundPattern.Origin.BANK,
                TaskType.PREFERENCE,
                centre(genre),
                .9,
                7,
                PatternContext.of(List.of()).withMood("calm").withTimeOfDay("evening"));
    }

    private static ConsolidatedPattern onProbation(String name, int genre) {
        return ConsolidatedPattern.builder(new PatternId(name), TaskType.PREFERENCE, centre(genre))
                .successRate(.9)
                .supporters(5)
                .reputationMass(2)
                .admission(Admission.PROVISIONAL)
                .priority(Priority.LOW)
                .version(1)
                .build();
    }

    private static Knowledge knowledge(List<WatchedTitle> titles, KnownPattern... patterns) {
        return new Knowledge(titles, List.of(patterns), CATALOGUE, Optional.empty());
    }

    // A habit or a finding read as a taste lifts what the viewer does not like; measured, it costs more than it gives.
    @ParameterizedTest
    @EnumSource(value = TaskType.class, mode = EnumSource.Mode.EXCLUDE, names = "PREFERENCE")
    void recommend_patternsOfOtherKinds_changeNoScore(TaskType kind) {
        for (FoundPattern.Origin origin : FoundPattern.Origin.values()) {
            KnownPattern taste = shared("a", SPACE);
            KnownPattern other = new KnownPattern(
                    taste.id(),
                    origin,
                    kind,
                    taste.embedding(),
                    .9,
                    7,
                    taste.context().withApproach("binge"));
            for (int n : new int[] {0, 20}) {
                Knowledge without = knowledge(history(n, n));
                Knowledge with = knowledge(history(n, n), other);
                ViewerContext context = ViewerContext.top(20).withTimeOfDay("evening");
                assertThat(recommender(0, 0)
                                .recommend(with, context, RequestContext.FIRST)
                                .best())
                        .isEqualTo(recommender(0, 0)
                                .recommend(without, context, RequestContext.FIRST)
                                .best());
                assertThat(new TitleScorer().scores(RankMode.FEDERATED, with))
                        .isEqualTo(new TitleScorer().scores(RankMode.FEDERATED, without));
            }
        }
    }

    // Which approach worked can be learned only from lists that remember theirs.
    @Test
    void recommend_shown_rememberTheirApproach() {
        assertThat(recommender(0, 1)
                        .recommend(knowledge(history(3, 20)), ViewerContext.top(3), RequestContext.FIRST)
                        .shown())
                .extracting(ShownTitle::approach)
                .containsExactly(Approach.CONTENT, Approach.EXPLORATION, Approach.EXPLORATION);
        assertThat(recommender(0, 0)
                        .recommend(knowledge(history(3, 20)), ViewerContext.top(3), RequestContext.FIRST)
                        .shown())
                .extracting(ShownTitle::approach)
                .containsOnly(Approach.CONTENT);
        assertThat(recommender(0, 0)
                        .recommend(knowledge(List.of()), ViewerContext.top(3), RequestContext.FIRST)
                        .shown())
                .extracting(ShownTitle::approach)
                .containsOnly(Approach.POPULAR);
    }

    // An explanation whose parts do not sum to the score explains something else.
    @Test
    void recommend_everyKindOfContext_partsSumToTheScore() {
        Set<Kind> kinds = new HashSet<>();
        for (int n : new int[] {0, 1, 5, 30}) {
            Knowledge knowledge = knowledge(history(n, n), shared("a", 0), shared("b", SPACE));
            ViewerContext context =
                    ViewerContext.top(60).withQuery("Space").withMood("calm").withTimeOfDay("Evening");
            for (ViewerContext c : List.of(ViewerContext.top(120), context)) {
                RequestContext moment =
                        new RequestContext(17, Map.of(id(0, 0), 2., id(2, 1), 2.), List.of(onProbation("c", SPACE)));
                for (Recommendation r :
                        recommender(.2, .2).recommend(knowledge, c, moment).best()) {
                    double sum =
                            r.parts().stream().mapToDouble(ScorePart::share).sum();
                    assertThat(sum).isCloseTo(r.score(), within(1e-6));
                    r.parts().forEach(p -> kinds.add(p.kind()));
                    assertThat(r.parts()).allMatch(p -> !p.text().isBlank());
                }
            }
        }
        assertThat(kinds).containsExactlyInAnyOrder(Kind.values());
    }

    // The nearest of titles that all are far away were shown as if they fitted.
    @Test
    void recommend_wordsThatNoTitleFits_goesByTasteAlone_andSaysSo() {
        Knowledge knowledge = knowledge(history(3, 10));
        Recommender aboutNothing = new Recommender(
                new TitleScorer(),
                bank,
                new LocalSkillLibrary(db, new TestTexts(), BoundedExecutor.unbounded(), InstantSource.system()),
                Nowhere::new,
                .7,
                new Recommender.Shares(0, 0),
                42);
        ViewerContext nonsense = ViewerContext.top(5).withQuery("xyzzy qwfp");
        List<Recommendation> best = aboutNothing
                .recommend(knowledge, nonsense, RequestContext.FIRST)
                .best();
        assertThat(best)
                .isEqualTo(aboutNothing
                        .recommend(knowledge, ViewerContext.top(5), RequestContext.FIRST)
                        .best());
        assertThat(nonsense.fittedByNone(best)).contains("xyzzy qwfp");

        ViewerContext space = ViewerContext.top(5).withQuery("space");
        List<Recommendation> found =
                aboutNothing.recommend(knowledge, space, RequestContext.FIRST).best();
        assertThat(found).allMatch(r -> r.title().startsWith("Space"));
        assertThat(space.fittedByNone(found)).isEmpty();
        assertThat(ViewerContext.top(5).fittedByNone(best)).isEmpty();
    }

    /** Every text lies in a direction of its own, which no title has. */
    private static final class Nowhere implements Embedder {
        @Override
        public String name() {
            return EmbeddingModel.MINI_LM_NAME;
        }

        @Override
        public float[] embed(String text) {
            float[] place = CATALOGUE.content().mean();
            Random random = new Random(text.hashCode());
            for (int i = 0; i < place.length; i++) {
                place[i] += (float) random.nextGaussian();
            }
            return place;
        }

        @Override
        public void close() {}
    }

    // "Because you watched X" must be true: without X the own history's part is lower by just that share.
    @Test
    void recommend_becauseOfATitle_removingItLowersThatPart() {
        int checked = 0;
        for (int seed = 0; seed < 8; seed++) {
            List<WatchedTitle> titles = history(seed, 12);
            Offer with = recommender(0, 0).recommend(knowledge(titles), ViewerContext.top(10), RequestContext.FIRST);
            for (Recommendation r : with.best()) {
                Optional<ScorePart> because = part(r, Kind.BECAUSE_YOU_WATCHED);
                if (because.isEmpty()) {
                    continue;
                }
                MediaId cited = because.get().because().getFirst();
                // seen still, so that the same titles are compared: a rest of a history that says nothing of it
                List<WatchedTitle> rest =
                        titles.stream().filter(t -> !t.media().equals(cited)).toList();
                Offer without = recommender(0, 0)
                        .recommend(
                                knowledge(rest),
                                ViewerContext.top(120),
                                new RequestContext(0, Map.of(cited, 2.), List.of()));
                Recommendation same = without.best().stream()
                        .filter(o -> o.mediaId().equals(r.mediaId()))
                        .findFirst()
                        .orElseThrow();
                assertThat(ofHistory(r) - ofHistory(same))
                        .isCloseTo(because.get().share(), within(1e-4))
                        .isPositive();
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(10);
    }

    private static Optional<ScorePart> part(Recommendation r, Kind kind) {
        return r.parts().stream().filter(p -> p.kind() == kind).findFirst();
    }

    private static double ofHistory(Recommendation r) {
        return r.parts().stream()
                .filter(p -> p.kind() == Kind.OWN_TASTE || p.kind() == Kind.BECAUSE_YOU_WATCHED)
                .mapToDouble(ScorePart::share)
                .sum();
    }

    @Test
    void recommend_patternOfOthersNearTheTaste_liftsAndIsNamedWithItsSupporters() {
        List<WatchedTitle> titles = history(3, 20).stream()
                .filter(t -> t.media().value().startsWith("0-"))
                .toList();
        Map<MediaId, Double> before =
                scores(recommender(0, 0).recommend(knowledge(titles), ViewerContext.top(120), RequestContext.FIRST));
        Offer offer = recommender(0, 0)
                .recommend(knowledge(titles, shared("near", 0)), ViewerContext.top(120), RequestContext.FIRST);
        for (Recommendation r : offer.best()) {
            ScorePart pattern = part(r, Kind.PATTERN).orElseThrow();
            assertThat(pattern.pattern()).contains(new PatternId("near"));
            assertThat(pattern.supporters()).isEqualTo(7);
            assertThat(pattern.text()).contains("pattern near").contains("7 viewers");
            assertThat(r.score() - before.get(r.mediaId())).isCloseTo(pattern.share(), within(1e-4));
        }
        // far from all that this viewer likes: it takes no part
        Offer far = recommender(0, 0)
                .recommend(knowledge(titles, shared("far", SPACE)), ViewerContext.top(5), RequestContext.FIRST);
        assertThat(far.best()).allMatch(r -> part(r, Kind.PATTERN).isEmpty());
    }

    private static Map<MediaId, Double> scores(Offer offer) {
        Map<MediaId, Double> out = new java.util.HashMap<>();
        offer.best().forEach(r -> out.put(r.mediaId(), r.score()));
        return out;
    }

    // A viewer of whom nothing is known is shown what others share, and the pattern that showed it is remembered.
    @Test
    void recommend_coldViewer_patternThatShowedATitleIsRemembered() {
        Offer offer = recommender(0, 0)
                .recommend(knowledge(List.of(), shared("s", SPACE)), ViewerContext.top(5), RequestContext.FIRST);
        assertThat(offer.shown()).hasSize(5).allMatch(s -> s.pattern().equals(Optional.of(new PatternId("s"))));
        assertThat(offer.best()).allMatch(r -> r.mediaId().value().startsWith("2-"));
    }

    // Would catch a veto that forgets, and one that leaves a viewer who has turned everything down before an empty
    // screen.
    @Test
    void recommend_turnedDownTwice_standsBehindAllElse() {
        Knowledge knowledge = knowledge(history(1, 8));
        List<MediaId> before = ids(knowledge, Map.of());
        MediaId first = before.getFirst();
        assertThat(ids(knowledge, Map.of(first, 1.))).isEqualTo(before);
        Offer twice = recommender(0, 0)
                .recommend(knowledge, ViewerContext.top(120), new RequestContext(0, Map.of(first, 2.), List.of()));
        Recommendation last = twice.best().getLast();
        assertThat(last.mediaId()).isEqualTo(first);
        assertThat(last.reason()).contains("turned it down");
        assertThat(twice.best()).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        assertThat(twice.best())
                .filteredOn(r -> part(r, Kind.TURNED_DOWN).isPresent())
                .containsExactly(last);
        // nothing else is left: the least rejected comes first
        Map<MediaId, Double> all = new java.util.HashMap<>();
        for (int n = 0; n < before.size(); n++) {
            all.put(before.get(n), 2. + (n * 11) % before.size());
        }
        List<MediaId> least =
                before.stream().sorted(java.util.Comparator.comparing(all::get)).toList();
        assertThat(ids(knowledge, all)).isEqualTo(least);
        // and nothing on trial is taken from there
        Offer trial = recommender(1, 0)
                .recommend(
                        knowledge,
                        ViewerContext.top(5),
                        new RequestContext(0, all, List.of(onProbation("trial", SPACE))));
        assertThat(trial.shown()).hasSize(5).allMatch(s -> s.cause() == ShownTitle.Cause.SCORE);
    }

    private List<MediaId> ids(Knowledge knowledge, Map<MediaId, Double> rejections) {
        return recommender(0, 0)
                .recommend(knowledge, ViewerContext.top(120), new RequestContext(0, rejections, List.of()))
                .best()
                .stream()
                .map(Recommendation::mediaId)
                .toList();
    }

    // Who looks for a title by its words wants it now, whatever was said of it last week.
    @Test
    void recommend_search_findsWhatWasTurnedDown() {
        Knowledge knowledge = knowledge(history(1, 8));
        ViewerContext space = ViewerContext.top(1).withQuery("Space");
        Offer found = recommender(0, 0).recommend(knowledge, space, RequestContext.FIRST);
        RequestContext turnedDown =
                new RequestContext(0, Map.of(found.best().getFirst().mediaId(), 9.), List.of());
        assertThat(recommender(0, 0).recommend(knowledge, space, turnedDown).best())
                .isEqualTo(found.best());
    }

    // The agent once had a veto of its own, which never asked whether the Core holds a title's growth back.
    @Test
    void recommend_clampedTitle_isGoneAfterOneRejection() {
        MediaId clamped = id(0, 0);
        MediaId free = id(0, 1);
        ItemModel model = new ItemModel(
                1,
                List.of(clamped, free),
                new float[] {1},
                new byte[2],
                new float[2],
                new float[2],
                List.of(),
                Set.of(clamped));
        Knowledge knowledge = new Knowledge(List.of(), List.of(), CATALOGUE, Optional.of(model));
        List<MediaId> order = ids(knowledge, Map.of(clamped, 1., free, 1.));
        assertThat(order.getLast()).isEqualTo(clamped);
        assertThat(order.indexOf(free)).isLessThan(order.size() - 1);
    }

    // Patterns outvoted the item model on titles it knew well: 15 % of NDCG@10 at the end of a replay.
    @Test
    void recommend_patternBesideAnItemModel_liftsOnlyWhatTheModelDoesNotKnow() {
        MediaId known = id(0, 0);
        ItemModel model = new ItemModel(
                1, List.of(known), new float[] {1}, new byte[1], new float[1], new float[] {5}, List.of(), Set.of());
        List<WatchedTitle> titles = history(3, 20).stream()
                .filter(t -> t.media().value().startsWith("0-") && !t.media().equals(known))
                .toList();
        Offer offer = recommender(0, 0)
                .recommend(
                        new Knowledge(titles, List.of(shared("near", 0)), CATALOGUE, Optional.of(model)),
                        ViewerContext.top(120),
                        RequestContext.FIRST);
        assertThat(offer.best()).anyMatch(r -> part(r, Kind.PATTERN).isPresent());
        assertThat(offer.best())
                .filteredOn(r -> r.mediaId().equals(known))
                .hasSize(1)
                .allMatch(r -> part(r, Kind.PATTERN).isEmpty());
    }

    // What the lab measures is what is shown: the order of the scores is the order of the list.
    @Test
    void scores_withPatternsAndRejections_orderOfTheList() {
        Knowledge knowledge = knowledge(history(4, 12), shared("a", 0), shared("b", SPACE));
        RequestContext moment = new RequestContext(3, Map.of(id(0, 0), 2., id(2, 1), 2.), List.of());
        float[] scores =
                Recommender.withoutWords(new TitleScorer(), 42).scores(knowledge, ViewerContext.top(1), moment);
        List<MediaId> byScores = java.util.Arrays.stream(Ranking.of(CATALOGUE, scores))
                .mapToObj(CATALOGUE.content()::id)
                .toList();
        Offer list = recommender(0, 0).recommend(knowledge, ViewerContext.top(120), moment);
        assertThat(list.best()).extracting(Recommendation::mediaId).isEqualTo(byScores);
        assertThat(byScores).hasSize(120 - 12);
    }

    // "Viewers who watched X also watched this" was said of every X that the model knew, even of one chosen by content.
    @Test
    void sentence_modelSpeaksAgainstTheTitle_namesContentOnly() {
        MediaId seen = id(0, 0);
        MediaId with = id(0, 1);
        MediaId against = id(0, 2);
        ItemModel model = new ItemModel(
                1,
                List.of(seen, with, against),
                new float[] {1_000},
                new byte[] {100, 100, -100},
                new float[] {.01f, .01f, .01f},
                new float[] {9, 9, 9},
                List.of());
        WatchedTitle title = WatchedTitle.of(seen, 0, 0, Instant.EPOCH, 0).withRating(5);
        Reasons reasons = new Reasons(new Knowledge(List.of(title), List.of(), CATALOGUE, Optional.of(model)));
        assertThat(reasons.sentence(title, 1)).startsWith("Viewers who watched Crime title 0");
        assertThat(reasons.strongest(2)).contains(title);
        assertThat(reasons.sentence(title, 2)).startsWith("Close in content to Crime title 0");
    }

    @Test
    void recommend_nothingFits_saysWhy() {
        Knowledge knowledge = knowledge(history(1, 8));
        assertThat(recommender(0, 0)
                        .recommend(knowledge, ViewerContext.top(5).withGenres(List.of("Western")), RequestContext.FIRST)
                        .emptyReason())
                .contains(EmptyReason.NONE_OF_GENRE);
        List<WatchedTitle> all = new ArrayList<>();
        for (int j = 0; j < CATALOGUE.size(); j++) {
            all.add(WatchedTitle.of(CATALOGUE.content().id(j), 0, 0, Instant.EPOCH, j)
                    .withRating(4));
        }
        assertThat(recommender(0, 0)
                        .recommend(
                                knowledge(all), ViewerContext.top(5).withGenres(List.of("Crime")), RequestContext.FIRST)
                        .emptyReason())
                .contains(EmptyReason.ALL_SEEN);
        assertThat(recommender(0, 0)
                        .recommend(knowledge, ViewerContext.top(5), RequestContext.FIRST)
                        .emptyReason())
                .isEmpty();
    }

    // Two percent is a promise to every viewer: counted over its showings, not over all viewers'.
    @Test
    void recommend_onProbation_neverMoreThanItsShareOfShowings() {
        Knowledge knowledge = knowledge(history(2, 8));
        Recommender recommender = recommender(.02, 0);
        long shown = 0;
        long onProbation = 0;
        while (shown < 3_000) {
            Offer offer = recommender.recommend(
                    knowledge,
                    ViewerContext.top(10),
                    new RequestContext(shown, Map.of(), List.of(onProbation("trial", SPACE))));
            shown += offer.shown().size();
            List<ShownTitle> trials = offer.shown().stream()
                    .filter(s -> s.cause() == ShownTitle.Cause.PROBATION)
                    .toList();
            onProbation += trials.size();
            assertThat((double) onProbation).isLessThanOrEqualTo(.02 * shown);
            for (ShownTitle trial : trials) {
                assertThat(trial.pattern()).contains(new PatternId("trial"));
                Recommendation r = offer.best().get(offer.shown().indexOf(trial));
                assertThat(r.mediaId().value()).startsWith("2-");
                assertThat(r.reason()).startsWith("On probation: pattern trial");
            }
            assertThat(offer.best()).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        }
        assertThat(onProbation).isBetween(58L, 60L);
    }

    @Test
    void recommend_exploration_isBoundedLoggedAndRepeatable() {
        Knowledge knowledge = knowledge(history(2, 12));
        List<ShownTitle> explored = new ArrayList<>();
        for (long shown = 0; shown < 2_000; shown += 10) {
            RequestContext moment = new RequestContext(shown, Map.of(), List.of());
            Offer offer = recommender(0, .05).recommend(knowledge, ViewerContext.top(10), moment);
            assertThat(recommender(0, .05)
                            .recommend(knowledge, ViewerContext.top(10), moment)
                            .best())
                    .isEqualTo(offer.best());
            offer.shown().stream()
                    .filter(s -> s.cause() == ShownTitle.Cause.EXPLORATION)
                    .forEach(explored::add);
            offer.shown().stream()
                    .filter(s -> s.cause() == ShownTitle.Cause.SCORE)
                    .forEach(s -> assertThat(s.propensity()).isEqualTo(1));
        }
        assertThat(explored).hasSizeBetween(98, 100).allMatch(s -> s.propensity() > 0 && s.propensity() < 1);
        // the third genre was never watched: it is what is worth knowing, and it comes
        assertThat(explored).anyMatch(s -> s.media().value().startsWith("2-"));
        Offer off = recommender(0, 0).recommend(knowledge, ViewerContext.top(10), RequestContext.FIRST);
        assertThat(off.shown()).allMatch(s -> s.cause() == ShownTitle.Cause.SCORE);
    }

    // A genre that is skipped whenever it is tried would otherwise be tried for ever.
    @Test
    void recommend_explorationOfASkippedGenre_isRarer() {
        Knowledge fresh = knowledge(history(2, 12));
        List<WatchedTitle> left = new ArrayList<>();
        for (int n = 0; n < 30; n++) {
            left.add(WatchedTitle.of(id(SPACE, n), 0, 1, Instant.EPOCH, n));
        }
        Knowledge tired = new Knowledge(fresh.titles(), left, fresh.patterns(), fresh.catalogue(), fresh.itemModel());
        assertThat(explored(tired, SPACE)).isLessThan(explored(fresh, SPACE) / 2);
    }

    private long explored(Knowledge knowledge, int genre) {
        long count = 0;
        for (long shown = 0; shown < 2_000; shown += 10) {
            count += recommender(0, .05)
                    .recommend(knowledge, ViewerContext.top(10), new RequestContext(shown, Map.of(), List.of()))
                    .shown()
                    .stream()
                    .filter(s -> s.cause() == ShownTitle.Cause.EXPLORATION)
                    .filter(s -> s.media().value().startsWith(genre + "-"))
                    .count();
        }
        return count;
    }
}
