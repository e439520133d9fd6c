package io.exogenesis.omega.viewer.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that every command of the viewer has. */
final class ViewerOptions {
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final Gson LINE = new GsonBuilder().disableHtmlEscaping().create();

    @Option(names = "--data", paramLabel = "DIR", description = "State directory (default: ~/.omega/viewer).")
    private @Nullable Path data;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = {
                "Titles for a viewer that has no Core yet: builtin, a CSV such as MovieLens' movies.csv, or JSON Lines with id, title,"
                        + " year, genres. Remembered for the commands after."
            })
    private @Nullable String catalogue;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    Path directory() {
        if (data != null && data.toString().isEmpty()) {
            // Java takes it for the working directory, which would be closed to others
            throw new ParameterException(spec.commandLine(), "--data is empty: name a directory");
        }
        return OpenAgent.directory(Optional.ofNullable(data));
    }

    boolean json() {
        return json;
    }

    /** Where the answer goes: JSON as it is, lines within the width of the terminal. */
    PrintWriter out() {
        PrintWriter out = spec.commandLine().getOut();
        return json ? WrappingWriter.raw(out) : out;
    }

    Optional<String> catalogue() {
        return Optional.ofNullable(catalogue);
    }

    /** Opens the agent of the state directory; it syncs only when asked. */
    OpenAgent open() {
        return open(config(Identity.of(directory())).build());
    }

    /** The same to recommend. */
    OpenAgent openFor(ViewerContext context) {
        ViewerAgentConfig config = config(Identity.of(directory())).build();
        return OpenAgent.openFor(
                context, config, catalogue(), spec.commandLine().getErr());
    }

    OpenAgent open(ViewerAgentConfig config) {
        return OpenAgent.open(config, catalogue(), spec.commandLine().getErr());
    }

    ViewerAgentConfig.Builder config(Identity identity) {
        return OpenAgent.config(identity, directory());
    }

    static String text(JsonElement element) {
        return PRETTY.toJson(element);
    }

    static String line(JsonElement element) {
        return LINE.toJson(element);
    }
}
