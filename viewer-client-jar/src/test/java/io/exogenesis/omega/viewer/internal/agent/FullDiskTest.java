package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.MemoryUnavailableException;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.internal.memory.BoundedExecutor;
import io.exogenesis.omega.viewer.internal.memory.LocalReasoningBank;
import io.exogenesis.omega.viewer.internal.memory.LocalSkillLibrary;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading with a disk that takes nothing. */
class FullDiskTest {
    private static final ViewerContext TEN = ViewerContext.top(10);

    @TempDir
    Path directory;

    private PowerLossFileLayer disk = new PowerLossFileLayer();
    private SharedModels shared;

    @BeforeEach
    void open() {
        shared = TestAgents.shared(directory);
        shared.useCatalogue(TestCatalogue.catalogue(20).items());
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private AgentDb db() {
        return AgentDb.open(new ViewerId("v"), disk, () -> {}, 100);
    }

    private Recommendations recommendations(AgentDb db) {
        ViewerAgentConfig config = TestAgents.config("v", directory, new FaultyTransport(new FakeCore(1)))
                .build();
        AgentModels models = new AgentModels(db, shared.models());
        AgentTexts texts = new AgentTexts(shared, models);
        LocalReasoningBank bank = new LocalReasoningBank(
                db,
                texts,
                BoundedExecutor.unbounded(),
                config.clock(),
                config.conflictStrategies(),
                config.minQualityThreshold());
        LocalSkillLibrary skills = new LocalSkillLibrary(db, texts, BoundedExecutor.unbounded(), config.clock());
        return new Recommendations(config, shared, db, models, bank, skills);
    }

    // A full disk used to take reading down, and only a restart brought writing back.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void best_diskFull_goesOnAndSoDoesWritingWhenThereIsRoom(boolean sync) {
        try (AgentDb db = db()) {
            Recommendations recommendations = recommendations(db);
            track(db, TestAgents.ratings(0, 0, 5, 5)).join();
            RecommendationList before = recommendations.best(TEN);
            disk.capacity(sync ? Long.MAX_VALUE : disk.used());
            disk.failSyncs(sync);
            assertThatThrownBy(() -> track(db, TestAgents.ratings(1, 0, 1, 1)).join())
                    .hasCauseInstanceOf(MemoryUnavailableException.class);
            track(db, TestAgents.ratings(1, 1, 2, 1)); // under way while the list is made
            RecommendationList full = recommendations.best(TEN);
            assertThat(ids(full)).isEqualTo(ids(before));
            assertThatThrownBy(() -> recommendations.shown(full).join())
                    .hasCauseInstanceOf(MemoryUnavailableException.class);

            disk.capacity(Long.MAX_VALUE);
            disk.failSyncs(false);
            recommendations.shown(full).join();
            MediaId first = before.getFirst().mediaId();
            track(db, List.of(new ViewerEvent.Rating(first, 5, TestAgents.NOW))).join();
            assertThat(ids(recommendations.best(TEN))).doesNotContain(first);
        }
        disk = disk.crash(new Random(1));
        try (AgentDb again = db()) {
            assertThat(again.<Long>read(s -> s.showings().shown())).isEqualTo(10);
            assertThat(again.<Integer>read(s -> s.titles().oldestFirst().size()))
                    .isGreaterThanOrEqualTo(6);
        }
    }

    // A program that recommends and ends, as the command line's, starts with the disk as it is.
    @Test
    void open_diskFull_reads() {
        try (AgentDb db = db()) {
            track(db, TestAgents.ratings(0, 0, 5, 5)).join();
        }
        disk.capacity(disk.used());
        try (AgentDb db = db()) {
            assertThat(recommendations(db).best(TEN)).hasSize(10);
        }
    }

    private static CompletableFuture<Void> track(AgentDb db, List<ViewerEvent> events) {
        return db.submit(events.stream().map(AgentRecord.Tracked::new).toList());
    }

    private static List<MediaId> ids(RecommendationList list) {
        return list.stream().map(Recommendation::mediaId).toList();
    }
}
