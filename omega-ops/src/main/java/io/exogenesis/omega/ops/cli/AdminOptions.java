package io.exogenesis.omega.ops.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import io.exogenesis.omega.ops.core.CoreDirectory;
import io.exogenesis.omega.ops.core.CoreProblem;
import io.exogenesis.omega.ops.core.Program;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that asks or steers a running Core, and the way to it. */
final class AdminOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "Data directory of the Core (default: ~/.omega/core).")
    private @Nullable Path data;

    @Option(names = "--json", description = "The Core's answer as JSON instead of a table.")
    private boolean json;

    /**
     * The Core of the data directory.
     *
     * @throws CoreProblem if no Core has left its address and keys there
     */
    AdminHttp connect() {
        CoreDirectory directory = new CoreDirectory(CoreCommand.data(data));
        return directory
                .bootstrap()
                .map(AdminHttp::new)
                .orElseThrow(() ->
                        CoreProblem.failed("no Core is ready on " + directory.path() + " (no bootstrap.json): see "
                                + Program.command("status") + ", or name its directory with --data"));
    }

    /** Shows an answer as it was asked for. */
    void show(JsonElement answer, Terminal terminal, Consumer<JsonElement> forPerson) {
        if (json) {
            terminal.line(new GsonBuilder().serializeNulls().create().toJson(answer));
        } else {
            forPerson.accept(answer);
        }
    }
}
