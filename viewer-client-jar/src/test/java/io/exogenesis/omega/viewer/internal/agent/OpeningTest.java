package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host gives to an agent to be opened with, and how it opens it. */
class OpeningTest {
    @TempDir
    Path directory;

    private ViewerAgentConfig.Builder config() {
        return ViewerAgentConfig.builder(new ViewerId("v"), directory.resolve("state"));
    }

    @Test
    void open_onAnInterruptedThread_opensAndKeepsTheInterrupt() {
        boolean interrupted;
        Thread.currentThread().interrupt();
        try (ViewerAgent agent = ViewerRuntime.openAlone(config().build())) {
            interrupted = Thread.interrupted();
            assertThat(agent.history()).isEmpty();
        } finally {
            // for the tests behind this one, should the agent not open
            Thread.interrupted();
        }
        assertThat(interrupted).isTrue();
    }

    @Test
    void open_lockIsADirectory_isAViewerException() throws Exception {
        Files.createDirectories(directory.resolve("state/omega.lock"));
        assertThatThrownBy(() -> ViewerRuntime.openAlone(config().build()))
                .isInstanceOf(ViewerException.class)
                .hasMessageContaining("omega.lock");
    }

    @Test
    @SuppressWarnings("NullAway") // a host in another language may do so
    void open_keyIsNull_saysSoAndMakesNoMemory() {
        assertThatThrownBy(() ->
                        ViewerRuntime.openAlone(config().memoryKey(() -> null).build()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("memoryKey gave no key");
        assertThat(directory.resolve("state/journal")).doesNotExist();
    }

    @Test
    @SuppressWarnings("NullAway") // a host in another language may do so
    void builder_withoutViewerOrDirectory_isRefusedAtOnce() {
        assertThatThrownBy(() -> ViewerAgentConfig.builder(new ViewerId("v"), null))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("state directory");
        assertThatThrownBy(() -> ViewerAgentConfig.builder(null, directory))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("viewer");
    }
}
