package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The memory for its owner: one line of JSON a title, oldest first, and one an entry of the host. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the history, one line of JSON a title, oldest first, behind a line with the format's version; then what the"
                    + " host stored: patterns, episodes, skills and their links.",
            "It is yours: it goes nowhere else. With --json it is one document of the history alone."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  viewer export > history.jsonl", "  viewer export --data old | viewer import --data new -"})
final class ExportCommand implements Runnable {
    @Mixin
    private final ViewerOptions options = new ViewerOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = WrappingWriter.raw(spec.commandLine().getOut());
        try (OpenAgent open = options.open()) {
            if (options.json()) {
                JsonObject whole = HistoryFormat.header();
                JsonArray titles = new JsonArray();
                open.agent().history().forEach(title -> titles.add(HistoryFormat.json(title)));
                whole.add("titles", titles);
                out.println(ViewerOptions.text(whole));
                return;
            }
            out.println(ViewerOptions.line(HistoryFormat.header()));
            open.agent().history().forEach(title -> out.println(ViewerOptions.line(HistoryFormat.json(title))));
            open.agent().exportMemory(out);
        }
    }
}
