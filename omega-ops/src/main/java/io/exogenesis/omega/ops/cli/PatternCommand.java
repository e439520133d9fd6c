package io.exogenesis.omega.ops.cli;

import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code core admin pattern}: {@code GET /api/admin/patterns/ID}. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Shows where a pattern of the bank stands: supporters, jury, age, pin, and what rounds decided.")
final class PatternCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Parameters(paramLabel = "ID", description = "Id of the pattern.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    PatternCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (AdminHttp core = admin.connect()) {
            admin.show(core.get("/api/admin/patterns/" + Words.pattern(id)), terminal, a -> {
                JsonObject answer = a.getAsJsonObject();
                JsonObject head = answer.deepCopy();
                head.remove("decisions");
                head.remove("consensus");
                Sheet.show(head, terminal);
                JsonObject consensus = answer.getAsJsonObject("consensus");
                terminal.line("Consensus, " + Words.text(consensus, "basis") + ":");
                RoundCommand.decisions(consensus, "groups", "pattern").plain().forEach(terminal::line);
                terminal.line("What rounds decided:");
                RoundCommand.decisions(answer, "decisions", "round").plain().forEach(terminal::line);
            });
        }
        return 0;
    }
}
