package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.ConflictStrategies;
import io.exogenesis.omega.viewer.ConflictStrategy;
import io.exogenesis.omega.viewer.memory.FoundPattern.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConflictResolverTest {
    private final Random random = new Random(5);
    private final Embedding taste = AgentSchemaPropertyTest.embedding(random);
    private final Embedding near = Embedding.of(moved(taste));
    private final Embedding far = AgentSchemaPropertyTest.embedding(random);

    private static float[] moved(Embedding e) {
        float[] v = e.toFloats();
        v[0] += .2f;
        return v;
    }

    private static ExogenesisPattern own(Embedding e, double rate, int items) {
        return new ExogenesisPattern(
                new PatternId("own"), TaskType.PREFERENCE, e, rate, items, PatternContext.NONE, Instant.EPOCH);
    }

    private static ConsolidatedPattern theirs(String id, Embedding e, double rate, int supporters) {
        return ConsolidatedPattern.builder(new PatternId(id), TaskType.PREFERENCE, e)
                .successRate(rate)
                .supporters(supporters)
                .reputationMass(1)
                .admission(Admission.PROVISIONAL)
                .priority(Priority.HIGH)
                .version(1)
                .build();
    }

    private List<KnownPattern> resolve(ConflictStrategy strategy, double ownRate) {
        return ConflictResolver.resolve(
                ConflictStrategies.all(strategy),
                .7,
                List.of(own(taste, ownRate, 5)),
                List.of(theirs("same", near, 1, 15), theirs("other", far, .9, 4)));
    }

    @Test
    void resolve_viewerWins_bankPatternOfTheSameTasteDoesNotCount() {
        assertThat(resolve(ConflictStrategy.VIEWER_WINS, .5))
                .extracting(p -> p.id().value())
                .containsExactlyInAnyOrder("own", "other");
    }

    @Test
    void resolve_omegaWins_ownDoesNotCount() {
        assertThat(resolve(ConflictStrategy.OMEGA_WINS, .9))
                .extracting(p -> p.id().value())
                .containsExactlyInAnyOrder("same", "other");
    }

    /** Would catch comparing with what others claim: their rate is 1, and yet a good own pattern stays. */
    @Test
    void resolve_qualityWins_ownMeasurementDecides() {
        assertThat(resolve(ConflictStrategy.QUALITY_WINS, .71))
                .extracting(p -> p.id().value())
                .containsExactlyInAnyOrder("own", "other");
        assertThat(resolve(ConflictStrategy.QUALITY_WINS, .69))
                .extracting(p -> p.id().value())
                .containsExactlyInAnyOrder("same", "other");
    }

    @Test
    void resolve_merge_weightedAverageUnderTheOwnId() {
        List<KnownPattern> patterns = resolve(ConflictStrategy.MERGE, .6);
        KnownPattern merged = patterns.stream()
                .filter(p -> p.origin() == Origin.MERGED)
                .findFirst()
                .orElseThrow();
        assertThat(patterns).hasSize(2);
        assertThat(merged.id().value()).isEqualTo("own");
        assertThat(merged.successRate()).isEqualTo((5 * .6 + 15 * 1) / 20);
        assertThat(merged.weight()).isEqualTo(20);
        // three quarters of the way to the bank's
        assertThat(merged.embedding().cosine(near))
                .isGreaterThan(merged.embedding().cosine(taste));
    }

    @Test
    void resolve_otherTaskType_noConflict() {
        ExogenesisPattern own = new ExogenesisPattern(
                new PatternId("own"), TaskType.BEHAVIOR, taste, .9, 5, PatternContext.NONE, Instant.EPOCH);
        assertThat(ConflictResolver.resolve(
                        ConflictStrategies.all(ConflictStrategy.OMEGA_WINS),
                        .7,
                        List.of(own),
                        List.of(theirs("same", near, 1, 15))))
                .hasSize(2);
    }
}
