package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.SyncFailedException;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Catalogue and item model are a cache: whatever happens to the files, the next sync brings them back, without a restart. */
@Timeout(60)
class ModelsComeBackTest {
    private static final int TITLES = 20;

    @TempDir
    Path directory;

    private final FakeCore core = new FakeCore(TITLES);
    private final FaultyTransport transport = new FaultyTransport(core);
    private SharedModels shared;

    private interface Harm {
        void to(Path file) throws IOException;
    }

    @BeforeEach
    void learned() {
        for (int v = 0; v < 5; v++) {
            try (SharedModels own = TestAgents.shared(directory.resolve("others"));
                    ViewerAgent other = agent("other-" + v, own)) {
                other.replay(TestAgents.ratings(0, 0, 12, 5)).join();
                other.replay(TestAgents.ratings(2, 0, 12, 5)).join();
                other.syncWithCore().join();
            }
        }
        core.round();
        shared = TestAgents.shared(directory.resolve("shared"));
        try (ViewerAgent agent = agent("v", shared)) {
            agent.replay(TestAgents.ratings(0, 0, 11, 5)).join();
            agent.syncWithCore().join();
            assertWhole(agent);
        }
        shared.close();
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private ViewerAgent agent(String viewer, SharedModels of) {
        return LocalViewerAgent.open(
                TestAgents.config(viewer, directory.resolve(viewer), transport)
                        .retry(RetryPolicy.NONE)
                        .build(),
                of);
    }

    private static void assertWhole(ViewerAgent agent) {
        assertThat(agent.catalogue()).hasSize(3 * TITLES);
        assertThat(agent.stats().models().itemModelVersion()).isEqualTo(1);
        assertThat(agent.getRecommendations(ViewerContext.top(5)).join()).hasSize(5);
        assertThat(agent.rank(RankMode.FEDERATED)).isNotEqualTo(agent.rank(RankMode.ALONE));
    }

    private List<Path> files(String runtime, String kind) {
        try (Stream<Path> all = Files.list(directory.resolve(runtime))) {
            return all.filter(f -> f.getFileName().toString().startsWith(kind)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void harm(Harm how) throws IOException {
        for (Path file : files("shared", "")) {
            how.to(file);
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 4;
        Files.write(file, bytes);
    }

    private static void truncate(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }

    /** Before the agent is opened: it looks in vain, and must look again after the sync. */
    private void healsAfter(Harm how) throws IOException {
        harm(how);
        shared = TestAgents.shared(directory.resolve("shared"));
        try (ViewerAgent agent = agent("v", shared)) {
            assertThat(agent.catalogue()).isEmpty();
            agent.syncWithCore().join();
            assertWhole(agent);
        }
        shared.close();
        assertKept();
    }

    /** Another process finds all of it on the disk. */
    private void assertKept() {
        try (SharedModels next = TestAgents.shared(directory.resolve("shared"));
                ViewerAgent agent = agent("v", next)) {
            assertWhole(agent);
        }
    }

    @Test
    void sync_filesDeleted_bringsThemBack() throws IOException {
        healsAfter(Files::delete);
    }

    @Test
    void sync_filesTruncated_bringsThemBack() throws IOException {
        healsAfter(ModelsComeBackTest::truncate);
    }

    @Test
    void sync_byteFlipped_bringsThemBack() throws IOException {
        healsAfter(ModelsComeBackTest::flip);
    }

    @Test
    void initialize_filesDeleted_bringsThemBack() throws IOException {
        harm(Files::delete);
        shared = TestAgents.shared(directory.resolve("shared"));
        try (ViewerAgent agent = agent("v", shared)) {
            agent.initialize().join();
            agent.firstPull().join();
            assertWhole(agent);
        }
    }

    private void healsWhileOpen(Harm how) throws IOException {
        shared = TestAgents.shared(directory.resolve("shared"));
        try (ViewerAgent agent = agent("v", shared);
                ViewerAgent second = agent("w", shared)) {
            second.syncWithCore().join();
            assertWhole(agent);
            harm(how);
            assertWhole(agent);
            agent.syncWithCore().join();
            assertWhole(agent);
            assertThat(second.catalogue()).hasSize(3 * TITLES);
        }
        shared.close();
        assertKept();
    }

    @Test
    void sync_filesDeletedWhileOpen_bringsThemBack() throws IOException {
        healsWhileOpen(Files::delete);
    }

    @Test
    void sync_filesTruncatedWhileOpen_bringsThemBack() throws IOException {
        healsWhileOpen(ModelsComeBackTest::truncate);
    }

    /** Whole files of something else, as a mix-up of directories leaves them. */
    @Test
    void sync_readableButAnotherVersionsOrCores_fetchesTheAnnounced() throws IOException {
        FakeCore foreign = new FakeCore(TITLES / 2);
        try (SharedModels own = TestAgents.shared(directory.resolve("foreign"))) {
            for (int v = 0; v < 5; v++) {
                try (ViewerAgent other = LocalViewerAgent.open(
                        TestAgents.config("f" + v, directory.resolve("f" + v), new FaultyTransport(foreign))
                                .build(),
                        own)) {
                    other.replay(TestAgents.ratings(1, 0, 9, 5)).join();
                    other.syncWithCore().join();
                }
            }
            foreign.round();
            try (ViewerAgent other = LocalViewerAgent.open(
                    TestAgents.config("f0", directory.resolve("f0"), new FaultyTransport(foreign))
                            .build(),
                    own)) {
                other.syncWithCore().join();
            }
        }
        for (Path file : files("foreign", "")) {
            Files.copy(
                    file, directory.resolve("shared").resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        shared = TestAgents.shared(directory.resolve("shared"));
        try (ViewerAgent agent = agent("v", shared)) {
            assertThat(agent.catalogue()).hasSize(3 * TITLES / 2);
            int before = core.itemModelRequests();
            agent.syncWithCore().join();
            assertThat(core.itemModelRequests()).isGreaterThan(before);
            assertWhole(agent);
        }
        shared.close();
        assertKept();
    }

    @Test
    void snapshot_openedWithAnotherRuntime_getsItsModelsWithTheNextSync() {
        shared = TestAgents.shared(directory.resolve("shared"));
        try (ViewerAgent agent = agent("v", shared)) {
            agent.snapshotTo(directory.resolve("copy")).join();
        }
        try (SharedModels elsewhere = TestAgents.shared(directory.resolve("elsewhere"));
                ViewerAgent copy = LocalViewerAgent.open(
                        TestAgents.config("v", directory.resolve("copy"), transport)
                                .build(),
                        elsewhere)) {
            assertThat(copy.catalogue()).isEmpty();
            copy.syncWithCore().join();
            assertWhole(copy);
        }
    }

    /** A sync asks for nothing that is there. */
    @Test
    void sync_nothingWrong_fetchesNothing() {
        shared = TestAgents.shared(directory.resolve("shared"));
        try (ViewerAgent agent = agent("v", shared)) {
            int before = core.catalogueRequests() + core.itemModelRequests();
            agent.syncWithCore().join();
            agent.syncWithCore().join();
            assertThat(core.catalogueRequests() + core.itemModelRequests()).isEqualTo(before);
        }
    }

    @Test
    void sync_coreNamesAnotherBankEachTime_theDirectoryStaysSmallAndOthersKeepTheirs() {
        shared = TestAgents.shared(directory.resolve("shared"));
        FakeCore hostile = new FakeCore(5);
        try (ViewerAgent agent = agent("v", shared);
                ViewerAgent victim = LocalViewerAgent.open(
                        TestAgents.config("x", directory.resolve("x"), new FaultyTransport(hostile))
                                .build(),
                        shared)) {
            assertWhole(agent);
            for (int n = 0; n < 30; n++) {
                hostile.loseEverything(n % 2 == 0 ? "bank-" + n : "../" + n);
                victim.syncWithCore().join();
                assertThat(victim.catalogue()).hasSize(15);
            }
            assertThat(files("shared", "catalogue-")).hasSizeLessThanOrEqualTo(6);
            assertThat(files("shared", "")).hasSizeLessThanOrEqualTo(15);
            hostile.loseEverything("host-catalogue");
            assertThatThrownBy(() -> victim.syncWithCore().join()).hasCauseInstanceOf(SyncFailedException.class);
            assertThat(files("shared", "catalogue-host")).isEmpty();
        }
        shared.close();
        assertKept();
    }
}
