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

/** {@code core admin pin}, {@code unpin} and {@code remove-pattern}: the operator's word about one pattern of the bank. */
@Command(mixinStandardHelpOptions = true)
final class PatternChangeCommand implements Callable<Integer> {
    private final Change change;
    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Mixin
    private ReasonOptions reason = new ReasonOptions();

    @Parameters(paramLabel = "ID", description = "Id of the pattern.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    @Option(names = "--yes", description = "Needed to remove: it cannot be undone.")
    private boolean yes;

    /** A change, and what it says when it is done. */
    enum Change {
        PIN(
                "Keeps a pattern: it is not pruned, and its support does not expire. A jury can still refuse it.",
                "is pinned"),
        UNPIN("Keeps a pattern no longer.", "is pinned no more"),
        REMOVE(
                "Takes a pattern out of the bank with the next round; its like is refused for some epochs.",
                "leaves the bank with the next round");

        private final String description;
        private final String done;

        Change(String description, String done) {
            this.description = description;
            this.done = done;
        }
    }

    private PatternChangeCommand(Terminal terminal, Change change) {
        this.terminal = terminal;
        this.change = change;
    }

    static CommandLine commandLine(Terminal terminal, Change change) {
        CommandLine line = new CommandLine(new PatternChangeCommand(terminal, change));
        line.getCommandSpec().usageMessage().description(change.description);
        return line;
    }

    @Override
    public Integer call() {
        if (change == Change.REMOVE && !yes) {
            throw CoreProblem.usage("viewers lose the pattern; say --yes if you mean it");
        }
        String path = "/api/admin/patterns/" + Words.pattern(id);
        try (AdminHttp core = admin.connect()) {
            JsonElement answer = switch (change) {
                case PIN -> core.put(path + "/pin?" + reason.query(), "");
                case UNPIN -> core.delete(path + "/pin?" + reason.query());
                case REMOVE -> core.delete(path + "?" + reason.query());
            };
            admin.show(answer, terminal, a -> terminal.line("Pattern " + Words.pattern(id) + " " + change.done));
        }
        return 0;
    }
}
