package io.exogenesis.omega.viewer.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command of the viewer has. */
final class ViewerOptions {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    @Option(names = "--data", paramLabel = "DIR", description = "State directory (default: ~/.omega/viewer).")
    private @Nullable Path data;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    Path directory() {
        Path chosen = data;
        return chosen == null ? Path.of(System.getProperty("user.home"), ".omega", "viewer") : chosen;
    }

    boolean json() {
        return json;
    }

    /** Opens the agent of the state directory; it syncs only when asked. */
    ViewerAgent open() {
        return ViewerAgent.open(config().build());
    }

    ViewerAgentConfig.Builder config() {
        Identity identity = Identity.of(directory());
        ViewerAgentConfig.Builder config = ViewerSettings.ofEnvironment()
                .applyTo(ViewerAgentConfig.builder(identity.viewer(), directory()))
                .syncInterval(Duration.ZERO);
        identity.registration().ifPresent(config::registration);
        return config;
    }

    static String text(JsonElement element) {
        return GSON.toJson(element);
    }
}
