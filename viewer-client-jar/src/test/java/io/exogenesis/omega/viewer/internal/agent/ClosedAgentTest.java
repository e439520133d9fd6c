package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.BuiltInCatalogue;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After its close an agent answers nothing, and what it was asked to leave behind lies elsewhere. */
class ClosedAgentTest {
    @TempDir
    Path directory;

    private ViewerAgent agent() {
        return ViewerRuntime.openAlone(ViewerAgentConfig.builder(new ViewerId("v"), directory.resolve("state"))
                .build());
    }

    static List<Named<Consumer<ViewerAgent>>> questions() {
        return List.of(
                Named.of("rank", agent -> agent.rank(RankMode.ALONE)),
                Named.of("stats", ViewerAgent::stats),
                Named.of("history", ViewerAgent::history),
                Named.of("exportMemory", agent -> agent.exportMemory(new StringWriter())),
                Named.of("patterns", ViewerAgent::patterns),
                Named.of("ledger", ViewerAgent::ledger),
                Named.of("consents", ViewerAgent::consents),
                Named.of("catalogue", ViewerAgent::catalogue),
                Named.of("getTitle", agent -> agent.getTitle(new MediaId("m"))),
                Named.of("whatWouldLeave", ViewerAgent::whatWouldLeave),
                Named.of("decidedImpressions", ViewerAgent::decidedImpressions),
                Named.of("reasoningBank", agent -> agent.reasoningBank().stats()),
                Named.of("reflexion", agent -> agent.reflexion().size()),
                Named.of("skills", agent -> agent.skills().all()));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void questions_ofAClosedAgent_fail(Consumer<ViewerAgent> question) {
        ViewerAgent agent = agent();
        agent.close();
        assertThatThrownBy(() -> question.accept(agent)).isInstanceOf(AgentClosedException.class);
        agent.close();
    }

    @Test
    void useCatalogue_ofAClosedRuntime_fails() {
        ViewerRuntime shared = ViewerRuntime.builder(directory.resolve("models"))
                .embedder(TestCatalogue.GenreEmbedder::new)
                .build();
        shared.close();
        assertThatThrownBy(() -> shared.useCatalogue(BuiltInCatalogue.titles()))
                .isInstanceOf(AgentClosedException.class);
        assertThatThrownBy(() -> shared.useCatalogue(BuiltInCatalogue.titles(), 1, done -> {}))
                .isInstanceOf(AgentClosedException.class);
        assertThatThrownBy(shared::useKeptCatalogue).isInstanceOf(AgentClosedException.class);
        assertThat(directory.resolve("models")).isEmptyDirectory();
    }

    @Test
    void snapshotTo_insideTheStateDirectory_isRefused() throws Exception {
        Path link = directory.resolve("link");
        try (ViewerAgent agent = agent()) {
            Files.createSymbolicLink(link, directory.resolve("state"));
            for (Path inside : List.of(
                    directory.resolve("state/snapshot"),
                    directory.resolve("state/journal/deep/snapshot"),
                    directory.resolve("elsewhere/../state/snapshot"),
                    link.resolve("snapshot"))) {
                assertThatThrownBy(() -> agent.snapshotTo(inside).join())
                        .hasRootCauseInstanceOf(ViewerException.class)
                        .hasMessageContaining("inside the state directory");
            }
            agent.snapshotTo(directory.resolve("state-of-today")).join();
        }
        try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).doesNotContain("snapshot");
        }
        assertThat(directory.resolve("state-of-today/journal")).isDirectory();
    }
}
