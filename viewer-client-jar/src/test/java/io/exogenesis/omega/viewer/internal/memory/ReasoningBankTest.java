package io.exogenesis.omega.viewer.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ConflictStrategies;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentSchemaPropertyTest;
import io.exogenesis.omega.viewer.memory.Criteria;
import io.exogenesis.omega.viewer.memory.FoundPattern;
import io.exogenesis.omega.viewer.memory.NewPattern;
import io.exogenesis.omega.viewer.memory.PatternQuery;
import io.exogenesis.omega.viewer.memory.ReasoningBank;
import io.exogenesis.omega.viewer.memory.StoredPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReasoningBankTest {
    private static final Instant START = Instant.parse("2026-03-01T20:00:00Z");

    private final Random random = new Random(1);
    private final AgentDb db = AgentDb.open(new ViewerId("v"), new PowerLossFileLayer(), () -> {}, 1_000);
    private Instant now = START;
    private final LocalReasoningBank bank = new LocalReasoningBank(
            db, new TestTexts(), BoundedExecutor.unbounded(), () -> now, ConflictStrategies.DEFAULT, .7);

    private ExogenesisPattern pattern(int n, double rate, String genre) {
        return new ExogenesisPattern(
                new PatternId("p" + n),
                TaskType.PREFERENCE,
                AgentSchemaPropertyTest.embedding(random),
                rate,
                3,
                PatternContext.of(List.of(genre)),
                Instant.EPOCH);
    }

    private List<ExogenesisPattern> learn(int count) {
        List<ExogenesisPattern> patterns = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            patterns.add(pattern(n, n % 2 == 0 ? .9 : .4, n % 3 == 0 ? "Drama" : "Comedy"));
        }
        db.commit(s -> List.of(new AgentRecord.Learned(patterns)));
        return patterns;
    }

    private PatternId store(String approach, double rate, String... tags) {
        return bank.store(NewPattern.of(TaskType.RECOMMENDATION, approach, rate).withTags(tags))
                .join();
    }

    private List<String> found(PatternQuery query) {
        return bank.search(query).join().stream().map(FoundPattern::approach).toList();
    }

    @Test
    void search_learned_filtersBeforeRankingKMatchesIfThereAreK() {
        List<ExogenesisPattern> patterns = learn(60);
        Embedding query = patterns.get(7).embedding();
        assertThat(bank.search(query, 5, Criteria.ANY).getFirst().pattern().id().value())
                .isEqualTo("p7");
        Criteria wanted = Criteria.ANY
                .withTaskType(TaskType.PREFERENCE)
                .withMinSuccessRate(.7)
                .withGenres("Drama");
        var good = bank.search(query, 10, wanted);
        assertThat(good)
                .hasSize(10)
                .allMatch(m -> m.pattern().successRate() >= .7
                        && m.pattern().context().genres().contains("Drama"));
        assertThat(good).isSortedAccordingTo((a, b) -> Float.compare(b.cosine(), a.cosine()));
        assertThat(bank.search(query, 10, Criteria.ANY.withTaskType(TaskType.DISCOVERY)))
                .isEmpty();
    }

    @Test
    void search_learnedReplaced_oldOnesGone() {
        learn(20);
        assertThat(bank.search(AgentSchemaPropertyTest.embedding(random), 50, Criteria.ANY))
                .hasSize(20);
        List<ExogenesisPattern> newer = learn(5);
        assertThat(bank.search(newer.getFirst().embedding(), 50, Criteria.ANY)).hasSize(5);
    }

    // The original ignored every filter where it had a vector index, and filtered after the ranking elsewhere.
    @Test
    void search_tagsAndRates_actBeforeTheRanking() {
        for (int n = 0; n < 200; n++) {
            store("crime thriller of the evening " + n, .2, "thriller", "evening");
        }
        store("a calm documentary about gardens", .9, "documentary");
        store("crime comedy", .9, "thriller", "comedy");
        PatternQuery query = PatternQuery.of("crime thriller of the evening", 3).withThreshold(-1);
        assertThat(found(query.with(Criteria.ANY.withMinSuccessRate(.7))))
                .containsExactly("crime comedy", "a calm documentary about gardens");
        assertThat(found(query.with(Criteria.ANY.withAllTags("thriller", "comedy"))))
                .containsExactly("crime comedy");
        assertThat(found(query.with(Criteria.ANY.withAnyTag("documentary", "comedy"))))
                .containsExactlyInAnyOrder("crime comedy", "a calm documentary about gardens");
        assertThat(found(query.with(Criteria.ANY.withAnyTag("western")))).isEmpty();
        assertThat(found(query)).hasSize(3);
    }

    @Test
    void search_moodAndTimeOfDay_compareWithoutCase() {
        bank.store(NewPattern.of(TaskType.PREFERENCE, "slow films", .8)
                        .withContext(PatternContext.of(List.of("Drama"))
                                .withMood("Calm")
                                .withTimeOfDay("Evening")))
                .join();
        PatternQuery query = PatternQuery.of("slow films", 5);
        assertThat(found(query.with(
                        Criteria.ANY.withMood("calm").withTimeOfDay("EVENING").withGenres("Drama"))))
                .containsExactly("slow films");
        assertThat(found(query.with(Criteria.ANY.withMood("wild")))).isEmpty();
    }

    // The original threw the caller's embedding away and made its own.
    @Test
    void store_embeddingGiven_isWhatItIsFoundBy() {
        Embedding place = new TestTexts().place("something else altogether");
        PatternId id = bank.store(NewPattern.of(TaskType.BEHAVIOR, "words that say nothing of it", .5)
                        .withEmbedding(place))
                .join();
        assertThat(bank.embedding(id)).contains(place);
        assertThat(bank.search(PatternQuery.of(place, 1)).join().getFirst().similarity())
                .isCloseTo(1f, within(.01f));
    }

    @Test
    void search_storedAndLearned_comeTogetherByCosine() {
        Embedding place = learn(3).getFirst().embedding();
        bank.store(NewPattern.of(TaskType.BEHAVIOR, "stored", .9).withEmbedding(place))
                .join();
        assertThat(bank.searchNow(PatternQuery.of(place, 2)))
                .extracting(FoundPattern::origin)
                .containsExactlyInAnyOrder(FoundPattern.Origin.LOCAL, FoundPattern.Origin.STORED);
    }

    @Test
    void recordOutcome_runningMeans_withoutTouchingTheVector() {
        PatternId id = store("x", .5);
        Embedding before = bank.embedding(id).orElseThrow();
        now = START.plusSeconds(60);
        assertThat(bank.recordOutcome(id, true, .8).join()).isTrue();
        assertThat(bank.recordOutcome(id, false, .2).join()).isTrue();
        assertThat(bank.recordOutcome(id, .5, .5).join()).isTrue();
        StoredPattern p = bank.get(id).orElseThrow();
        assertThat(p.uses()).isEqualTo(3);
        assertThat(p.successRate()).isCloseTo(.5, within(1e-12));
        assertThat(p.averageReward()).isCloseTo(.5, within(1e-12));
        assertThat(p.lastUsed()).isEqualTo(now);
        assertThat(bank.embedding(id)).contains(before);
        assertThat(bank.recordOutcome(new PatternId("m999"), true, 1).join()).isFalse();
        assertThat(bank.recordOutcome(new PatternId("p1"), true, 1).join()).isFalse();
    }

    // In the original a deleted pattern's vector stayed, and the next search that met it threw.
    @Test
    void delete_pattern_isNeverFoundAgain() {
        PatternId id = store("to be forgotten", .9);
        store("to be kept", .9);
        assertThat(bank.delete(id).join()).isTrue();
        assertThat(bank.delete(id).join()).isFalse();
        assertThat(bank.get(id)).isEmpty();
        assertThat(found(PatternQuery.of("to be forgotten", 10).withThreshold(-1)))
                .containsExactly("to be kept");
    }

    @Test
    void prune_oldAndPoor_goTheRestStays() {
        store("poor", .2);
        store("good", .9);
        now = START.plus(Duration.ofDays(40));
        store("poor but new", .2);
        assertThat(bank.prune(.4, Duration.ofDays(30)).join()).isEqualTo(1);
        assertThat(found(PatternQuery.of("poor good new", 10).withThreshold(-1)))
                .containsExactlyInAnyOrder("good", "poor but new");
        assertThat(bank.prune(.4, Duration.ofDays(30)).join()).isZero();
    }

    @Test
    void store_beyondTheLimit_leastValuableGoNewestStay() {
        List<NewPattern> many = IntStream.range(0, 1_100)
                .mapToObj(n -> NewPattern.of(TaskType.DISCOVERY, "n" + n, n < 200 ? .1 : .9)
                        .withEmbedding(AgentSchemaPropertyTest.embedding(random)))
                .toList();
        List<PatternId> ids = bank.storeAll(many).join();
        assertThat(bank.stats().stored()).isBetween(990, 1_000);
        assertThat(bank.get(ids.getLast())).isPresent();
        assertThat(ids.subList(200, 1_100)).allMatch(id -> bank.get(id).isPresent());
        PatternId poorest = store("poor, but just stored", 0);
        assertThat(bank.get(poorest)).isPresent();
    }

    @Test
    void stats_countWhatIsThere() {
        learn(4);
        store("a", .9);
        now = START.plus(Duration.ofDays(8));
        store("b", .5);
        ReasoningBank.Stats stats = bank.stats();
        assertThat(stats.stored()).isEqualTo(2);
        assertThat(stats.learned()).isEqualTo(4);
        assertThat(stats.averageSuccessRate()).isCloseTo(.7, within(1e-12));
        assertThat(stats.wellTried()).isEqualTo(1);
        assertThat(stats.lastWeek()).isEqualTo(1);
        assertThat(stats.byTask()).containsEntry(TaskType.RECOMMENDATION, 2);
    }

    @Test
    void badInput_oneSentenceThatSaysWhatIsAllowed() {
        assertThatThrownBy(() -> PatternQuery.of("x", 0))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("1 to 1000000");
        assertThatThrownBy(() -> PatternQuery.of("x", -1)).isInstanceOf(InvalidValueException.class);
        assertThat(bank.searchNow(PatternQuery.of("x", 1_000_000))).isEmpty();
        assertThatThrownBy(() -> PatternQuery.of("x".repeat(10_000_000), 1)).hasMessageContaining("at most 8000");
        assertThatThrownBy(() -> PatternQuery.of("x", 1).withThreshold(Double.NaN))
                .hasMessageContaining("between -1 and 1");
        assertThatThrownBy(() -> NewPattern.of(TaskType.BEHAVIOR, "x", Double.NaN))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> bank.recordOutcome(new PatternId("m1"), true, Double.POSITIVE_INFINITY))
                .hasMessageContaining("reward");
    }
}
