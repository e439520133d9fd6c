package io.exogenesis.omega.viewer.mcp;

import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Agents of one directory for a server under test: a catalogue of the test's, and a Core if one is given. */
record TestSource(Path directory, List<MediaItem> catalogue, Optional<FrameTransport> core) implements AgentSource {
    @Override
    public Opened open(Optional<ViewerId> viewer, Tuning tuning) {
        boolean made = !Files.exists(directory.resolve("journal"));
        ViewerId id = viewer.orElse(new ViewerId("viewer-1"));
        ViewerAgentConfig.Builder config = core.map(way -> TestAgents.config(id.value(), directory, way))
                .orElse(ViewerAgentConfig.builder(id, directory)
                        .syncInterval(Duration.ZERO)
                        .zone(ZoneOffset.UTC)
                        .clock(() -> TestAgents.NOW));
        ViewerRuntime shared = ViewerRuntime.builder(directory.resolve("models"))
                .embedder(TestCatalogue.GenreEmbedder::new)
                .build();
        ViewerAgent agent = shared.open(tuning.applyTo(config).build());
        if (!catalogue.isEmpty()) {
            shared.useCatalogue(catalogue);
        }
        return new Opened(agent, shared, core.isPresent(), made);
    }
}
