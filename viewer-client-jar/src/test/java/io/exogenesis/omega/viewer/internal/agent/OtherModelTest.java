package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.ScorePart;
import io.exogenesis.omega.viewer.SyncReport;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.internal.agent.FaultyTransport.Fate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent with one embedding model and a Core of another: nothing is mixed, and the owner is told. */
@Timeout(60)
class OtherModelTest {
    private static final EmbeddingModel OURS = new EmbeddingModel("model-a");
    private static final EmbeddingModel THEIRS = new EmbeddingModel("model-b");
    private static final int TITLES = 40;

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(TITLES);
    private SharedModels shared;

    @BeforeEach
    void open() {
        core.useModel(THEIRS);
        shared = SharedModels.in(
                directory.resolve("shared"),
                SharedModels.Options.defaults().withEmbedder(() -> new TestCatalogue.GenreEmbedder(OURS.name())));
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private ViewerAgent agent() {
        return LocalViewerAgent.open(
                TestAgents.config("v", directory.resolve("v"), new FaultyTransport(core, () -> Fate.ARRIVES))
                        .build(),
                shared);
    }

    private static ConsolidatedPattern ofBank(FakeCore core, EmbeddingModel model) {
        return ConsolidatedPattern.builder(
                        new PatternId("shared-" + model.name()), TaskType.PREFERENCE, core.embedding(2 * TITLES))
                .successRate(.9)
                .supporters(30)
                .reputationMass(20)
                .priority(Priority.HIGH)
                .model(model)
                .build();
    }

    private static boolean patternsTakePart(List<Recommendation> best) {
        return best.stream().flatMap(r -> r.parts().stream()).anyMatch(part -> part.kind() == ScorePart.Kind.PATTERN);
    }

    @Test
    void sync_patternsOfTheHostsCatalogue_areRefused_andNewOnesAreOfTheCoresModel() {
        shared.useCatalogue(
                TestCatalogue.entries(TITLES).stream().map(CatalogueEntry::item).toList());
        try (ViewerAgent agent = agent()) {
            agent.replay(TestAgents.ratings(0, 0, 20, 5)).join();
            agent.learnFromSession().join();
            assertThat(agent.patterns())
                    .isNotEmpty()
                    .extracting(ExogenesisPattern::model)
                    .containsOnly(OURS);
            SyncReport first = agent.syncWithCore().join();
            assertThat(first.notes()).anyMatch(line -> line.contains("UNSUPPORTED") && line.contains(THEIRS.name()));
            agent.replay(TestAgents.ratings(0, 20, 30, 5)).join();
            agent.learnFromSession().join();
            agent.syncWithCore().join();
            assertThat(agent.patterns())
                    .isNotEmpty()
                    .extracting(ExogenesisPattern::model)
                    .containsOnly(THEIRS);
            assertThat(core.kept("v").stream()
                            .map(Contribution::payload)
                            .filter(Contribution.OfPattern.class::isInstance)
                            .map(p -> ((Contribution.OfPattern) p).pattern().model()))
                    .isNotEmpty()
                    .containsOnly(THEIRS);
        }
    }

    // The embedder's vector of these words lies among crime titles of its own space, which says nothing of the Core's.
    @Test
    void query_catalogueOfAnotherModel_goesByWordsAlone_andSaysSo() {
        try (ViewerAgent agent = agent()) {
            agent.syncWithCore().join();
            RecommendationList found = agent.getRecommendations(
                            ViewerContext.top(3).withQuery("Space title"))
                    .join();
            assertThat(found).hasSize(3).allMatch(r -> r.title().startsWith("Space"));
            assertThat(found.getFirst().parts())
                    .anyMatch(part -> part.text().contains("by its words alone")
                            && part.text().contains(THEIRS.name()));
            assertThat(agent.stats().embedder()).contains(OURS.name(), THEIRS.name(), "words alone");
            ViewerContext unknown = ViewerContext.top(3).withQuery("murder");
            RecommendationList none = agent.getRecommendations(unknown).join();
            assertThat(unknown.fittedByNone(none)).contains("murder");
        }
    }

    @Test
    void recommend_bankPatternOfAnotherModelThanTheCatalogue_takesNoPart() {
        core.consolidate(ofBank(core, OURS));
        try (ViewerAgent agent = agent()) {
            agent.replay(TestAgents.ratings(2, 0, 5, 5)).join();
            agent.syncWithCore().join();
            assertThat(agent.stats().memory().bankPatterns()).isEqualTo(1);
            assertThat(patternsTakePart(
                            agent.getRecommendations(ViewerContext.top(5)).join()))
                    .isFalse();
            core.consolidate(ofBank(core, THEIRS));
            agent.syncWithCore().join();
            assertThat(patternsTakePart(
                            agent.getRecommendations(ViewerContext.top(5)).join()))
                    .as("one of the catalogue's model does")
                    .isTrue();
        }
    }

    @Test
    void embeddingModel_thatTheProcessHasNot_isToldInOneLine() {
        shared.useCatalogue(
                TestCatalogue.entries(TITLES).stream().map(CatalogueEntry::item).toList());
        try (ViewerAgent agent = LocalViewerAgent.open(
                TestAgents.config("w", directory.resolve("w"), new FaultyTransport(core, () -> Fate.ARRIVES))
                        .embeddingModel("model-c")
                        .build(),
                shared)) {
            assertThatThrownBy(
                            () -> agent.getRecommendations(ViewerContext.top(3).withQuery("Space"))
                                    .join())
                    .rootCause()
                    .isInstanceOf(EmbedderUnavailableException.class)
                    .hasMessageContainingAll("model-c", "model-a")
                    .message()
                    .hasLineCount(1);
        }
    }
}
