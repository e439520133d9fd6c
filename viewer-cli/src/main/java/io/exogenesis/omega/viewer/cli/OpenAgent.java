package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.model.OwnersHome;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.internal.store.PrivateDirectory;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The agent of a state directory with the models of its own, as the commands use it. */
record OpenAgent(ViewerAgent agent, ViewerRuntime shared) implements AutoCloseable {

    /** The state directory: the one chosen, or the one that a person has without choosing. */
    static Path directory(Optional<Path> chosen) {
        return chosen.orElseGet(() -> OwnersHome.directory("viewer"));
    }

    /** What the environment sets; the agent syncs only when asked. */
    static ViewerAgentConfig.Builder config(Identity identity, Path directory) {
        ViewerAgentConfig.Builder config = ViewerSettings.ofEnvironment()
                .applyTo(ViewerAgentConfig.builder(identity.viewer(), directory))
                .syncInterval(Duration.ZERO);
        identity.registration().ifPresent(config::registration);
        return config;
    }

    /**
     * Opens it.
     *
     * @param catalogue the owner's, by name; empty: the one of an earlier command, if any
     */
    static OpenAgent open(ViewerAgentConfig config, Optional<String> catalogue, PrintWriter progress) {
        return open(config, catalogue, progress, shared -> {});
    }

    /** The same, told what will be asked of it: that is loaded while the memory is read. */
    static OpenAgent openFor(
            ViewerContext context, ViewerAgentConfig config, Optional<String> catalogue, PrintWriter progress) {
        boolean words = context.query().isPresent() || context.mood().isPresent();
        return open(config, catalogue, progress, shared -> shared.readAhead(words));
    }

    private static OpenAgent open(
            ViewerAgentConfig config,
            Optional<String> catalogue,
            PrintWriter progress,
            Consumer<ViewerRuntime> beside) {
        Path directory = config.stateDirectory();
        PrivateDirectory.make(directory, Set.of(Identity.FILE, HostCatalogue.FILE));
        ViewerRuntime shared = ViewerRuntime.in(directory.resolve("models"));
        try {
            beside.accept(shared);
            // the lock first: nothing is written into a directory that another process uses
            ViewerAgent agent = shared.open(config);
            try {
                catalogue.ifPresentOrElse(
                        source -> HostCatalogue.use(source, shared, directory, progress),
                        () -> HostCatalogue.useKept(agent, shared, directory, progress));
                return new OpenAgent(agent, shared);
            } catch (RuntimeException e) {
                agent.close();
                throw e;
            }
        } catch (RuntimeException e) {
            shared.close();
            throw e;
        }
    }

    @Override
    public void close() {
        agent.close();
        shared.close();
    }
}
