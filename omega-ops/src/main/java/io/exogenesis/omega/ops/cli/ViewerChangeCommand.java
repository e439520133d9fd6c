package io.exogenesis.omega.ops.cli;

import com.google.gson.JsonElement;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import io.exogenesis.omega.ops.core.CoreProblem;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code core admin suspend}, {@code resume} and {@code remove}: what an operator does to one viewer. */
@Command(mixinStandardHelpOptions = true)
final class ViewerChangeCommand implements Callable<Integer> {
    private final Change change;
    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Mixin
    private ReasonOptions reason = new ReasonOptions();

    @Parameters(paramLabel = "ID", description = "Id of the viewer.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    @Option(names = "--yes", description = "Needed to remove: it cannot be undone.")
    private boolean yes;

    /** A change, and what it says when it is done. */
    enum Change {
        SUSPEND("Refuses the viewer's frames until it is resumed; what it has contributed counts on.", "suspended"),
        RESUME("Lets a suspended viewer take part again.", "resumed"),
        REMOVE(
                "Removes a viewer: its frames are refused for good, its raw contributions and its name are erased.",
                "removed");

        private final String description;
        private final String done;

        Change(String description, String done) {
            this.description = description;
            this.done = done;
        }
    }

    private ViewerChangeCommand(Terminal terminal, Change change) {
        this.terminal = terminal;
        this.change = change;
    }

    static CommandLine commandLine(Terminal terminal, Change change) {
        CommandLine line = new CommandLine(new ViewerChangeCommand(terminal, change));
        line.getCommandSpec().usageMessage().description(change.description);
        return line;
    }

    @Override
    public Integer call() {
        if (change == Change.REMOVE && !yes) {
            throw CoreProblem.usage("this erases what the Core has of the viewer; say --yes if you mean it");
        }
        String path = "/api/admin/viewers/" + Words.viewer(id);
        try (AdminHttp core = admin.connect()) {
            JsonElement answer = switch (change) {
                case SUSPEND -> core.post(path + "/suspend?" + reason.query(), "");
                case RESUME -> core.post(path + "/resume?" + reason.query(), "");
                case REMOVE -> core.delete(path + "?report=true&" + reason.query());
            };
            admin.show(answer, terminal, a -> {
                terminal.line("Viewer " + Words.viewer(id) + " is " + change.done);
                if (a.isJsonObject()) {
                    Sheet.show(a, terminal);
                }
            });
        }
        return 0;
    }
}
