package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.ViewerAgent;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent that has an item model asks for what is new, and takes the whole where that does not fit. */
@Timeout(60)
class ItemModelDeltaTest {
    private static final int TITLES = 20;

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(TITLES);
    private final FaultyTransport transport = new FaultyTransport(core);

    @BeforeEach
    void firstModel() {
        learn("a", 12);
    }

    private void learn(String who, int titles) {
        for (int v = 0; v < 4; v++) {
            try (SharedModels own = TestAgents.shared(directory.resolve("others"));
                    ViewerAgent other = agent(who + v, own)) {
                other.replay(TestAgents.ratings(0, 0, titles, 5)).join();
                other.syncWithCore().join();
            }
        }
        core.round();
    }

    private ViewerAgent agent(String viewer, SharedModels of) {
        return LocalViewerAgent.open(
                TestAgents.config(viewer, directory.resolve(viewer), transport)
                        .retry(RetryPolicy.NONE)
                        .build(),
                of);
    }

    /** Bytes of item models that one sync of a viewer with the first model took, a new one being there. */
    private long secondSync() {
        try (SharedModels shared = TestAgents.shared(directory.resolve("shared"));
                ViewerAgent agent = agent("v", shared)) {
            agent.syncWithCore().join();
            assertThat(agent.stats().models().itemModelVersion()).isEqualTo(1);
            learn("b", 9);
            long before = core.itemModelBytes();
            int requests = core.itemModelRequests();
            agent.syncWithCore().join();
            assertThat(core.itemModelRequests()).isGreaterThan(requests);
            assertThat(agent.stats().models().itemModelVersion()).isEqualTo(2);
            return core.itemModelBytes() - before;
        }
    }

    // What arrives is checked against what the pull announced: version 2 in use is version 2 byte by byte.
    @Test
    void sync_newModel_fetchesWhatIsNew() {
        assertThat(secondSync()).isPositive().isLessThan(core.itemModelSize());
    }

    @Test
    void sync_coreOfBefore_fetchesTheWhole() {
        core.knowsNoDeltas();
        assertThat(secondSync()).isEqualTo(core.itemModelSize());
    }

    @Test
    void sync_deltaThatDoesNotFit_fetchesTheWholeBehindIt() {
        core.spoilsDeltas();
        assertThat(secondSync()).isGreaterThan(core.itemModelSize());
    }
}
