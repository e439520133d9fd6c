package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.viewer.MemoryUnavailableException;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerContext;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state directory whose file system is read-only when the agent is opened; here that of an archive. */
class ReadOnlyDiskTest {
    @TempDir
    Path directory;

    private ViewerAgent agent(Path state, SharedModels shared) {
        return LocalViewerAgent.open(
                TestAgents.config("v", state, new FaultyTransport(new FakeCore(20)))
                        .build(),
                shared);
    }

    private Path packed(Path state) throws IOException {
        Path zip = directory.resolve("state.zip");
        try (FileSystem system = FileSystems.newFileSystem(zip, Map.of("create", "true"));
                Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(f -> !f.equals(state)).toList()) {
                Files.copy(
                        file, system.getPath("/").resolve(state.relativize(file).toString()));
            }
        }
        return zip;
    }

    // The lock is a write, so nothing could be read: "Read-only file system".
    @Test
    void open_onAReadOnlyFileSystem_readsAndRefusesWritesTyped() throws Exception {
        Path state = directory.resolve("v");
        try (SharedModels shared = TestAgents.shared(directory.resolve("shared"))) {
            shared.useCatalogue(TestCatalogue.catalogue(20).items());
            try (ViewerAgent agent = agent(state, shared)) {
                agent.replay(TestAgents.ratings(0, 0, 8, 5)).join();
            }
            try (FileSystem system = FileSystems.newFileSystem(packed(state), Map.of("accessMode", "readOnly"));
                    ViewerAgent agent = agent(system.getPath("/"), shared)) {
                agent.initialize().join();
                agent.firstPull().join();
                RecommendationList list =
                        agent.getRecommendations(ViewerContext.top(5)).join();
                assertThat(list).hasSize(5);
                assertThat(agent.history()).hasSize(8);
                assertThat(agent.stats().memory().events()).isEqualTo(8);
                agent.exportMemory(new StringWriter());
                for (CompletableFuture<?> write : List.of(
                        agent.shown(list),
                        agent.trackView(TestCatalogue.id(1, 1), Duration.ofMinutes(90), true),
                        agent.learnFromSession(),
                        agent.syncWithCore(),
                        agent.changeConsents(agent.consents()),
                        agent.compact())) {
                    assertThatThrownBy(write::join)
                            .hasCauseInstanceOf(MemoryUnavailableException.class)
                            .hasMessageContaining("read-only file system");
                }
                assertThat(agent.history()).hasSize(8);
            }
        }
    }
}
