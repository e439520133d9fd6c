package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A title that left the Core's catalogue is in no list after the next sync. */
@Timeout(60)
class WithdrawnTitleTest {
    private static final int TITLES = 20;

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(TITLES);
    private final FaultyTransport transport = new FaultyTransport(core);
    private SharedModels shared;
    private MediaId wanted;

    /** A viewer who knows bank, item model and catalogue, and the title that it would be shown first. */
    @BeforeEach
    void learned() {
        shared = TestAgents.shared(directory.resolve("shared"));
        for (int v = 0; v < 5; v++) {
            try (ViewerAgent other = agent("other-" + v)) {
                other.replay(TestAgents.ratings(0, 0, 12, 5)).join();
                other.replay(TestAgents.ratings(2, 0, 12, 5)).join();
                other.syncWithCore().join();
            }
        }
        core.round();
        try (ViewerAgent agent = agent("v")) {
            agent.replay(TestAgents.ratings(0, 0, 11, 5)).join();
            agent.syncWithCore().join();
            wanted = best(agent, ViewerContext.top(5)).getFirst();
            assertThat(agent.rank(RankMode.FEDERATED)).contains(wanted);
        }
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private ViewerAgent agent(String viewer) {
        return LocalViewerAgent.open(
                TestAgents.config(viewer, directory.resolve(viewer), transport)
                        .retry(RetryPolicy.NONE)
                        .build(),
                shared);
    }

    private static List<MediaId> best(ViewerAgent agent, ViewerContext context) {
        return agent.getRecommendations(context).join().stream()
                .map(Recommendation::mediaId)
                .toList();
    }

    private void assertGone(ViewerAgent agent) {
        assertThat(agent.catalogue()).noneMatch(t -> t.id().equals(wanted));
        for (RankMode mode : RankMode.values()) {
            assertThat(agent.rank(mode)).as("%s", mode).isNotEmpty().doesNotContain(wanted);
        }
        assertThat(best(agent, ViewerContext.top(3 * TITLES))).isNotEmpty().doesNotContain(wanted);
        assertThat(best(agent, ViewerContext.top(3 * TITLES).withQuery("crime")))
                .isNotEmpty()
                .doesNotContain(wanted);
    }

    /** The item model still has its row, the bank still its patterns, and the disk its old catalogue. */
    @Test
    void sync_afterALongTimeOffline_dropsTheTitle() {
        for (int i = 0; i < 3; i++) {
            core.withdraw(TestCatalogue.id(1, i));
            core.round();
        }
        core.withdraw(wanted);

        try (ViewerAgent agent = agent("v")) {
            agent.syncWithCore().join();
            assertGone(agent);
        }
        shared.close();
        shared = TestAgents.shared(directory.resolve("shared"));
        try (ViewerAgent restarted = agent("v")) {
            assertGone(restarted);
        }
    }

    /** The item model could not be had, and the catalogue that had come before it was left lying there. */
    @Test
    void sync_whoseItemModelIsRefused_dropsTheTitleAllTheSame() {
        core.round();
        core.withdraw(wanted);
        core.refuseItemModel(true);

        try (ViewerAgent agent = agent("v")) {
            assertThatThrownBy(() -> agent.syncWithCore().join()).hasMessageContaining("item model");
            assertGone(agent);
        }
    }
}
