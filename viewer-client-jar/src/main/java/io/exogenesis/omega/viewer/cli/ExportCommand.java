package io.exogenesis.omega.viewer.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.track.WatchedTitle;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The history for its owner: one line of JSON a title, oldest first. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Prints the history, one line of JSON a title, oldest first. It is yours: it goes nowhere else.")
final class ExportCommand implements Runnable {
    private static final Gson LINE = new GsonBuilder().disableHtmlEscaping().create();

    @Mixin
    private final ViewerOptions options = new ViewerOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (OpenAgent open = options.open()) {
            ViewerAgent agent = open.agent();
            agent.history().forEach(title -> out.println(LINE.toJson(json(title))));
        }
    }

    private static JsonObject json(WatchedTitle title) {
        JsonObject json = new JsonObject();
        json.addProperty("mediaId", title.media().value());
        json.addProperty("at", title.at().toString());
        title.rating().ifPresent(r -> json.addProperty("rating", r));
        json.addProperty("engagement", title.engagement());
        json.addProperty("watches", title.watches());
        json.addProperty("liking", title.liking().name());
        return json;
    }
}
