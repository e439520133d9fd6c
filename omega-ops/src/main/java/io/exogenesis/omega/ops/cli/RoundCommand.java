package io.exogenesis.omega.ops.cli;

import static io.exogenesis.omega.ops.cli.Words.text;

import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.console.Table;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import io.exogenesis.omega.ops.core.CoreProblem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code core admin round}: {@code GET /api/admin/rounds/N}. */
@Command(mixinStandardHelpOptions = true, description = "Shows a round with all its decisions.")
final class RoundCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Parameters(paramLabel = "N", description = "Number of the round.")
    private long round;

    RoundCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (round < 1) {
            throw CoreProblem.usage("rounds count from 1, not from " + round);
        }
        try (AdminHttp core = admin.connect()) {
            admin.show(core.get("/api/admin/rounds/" + round), terminal, a -> {
                JsonObject answer = a.getAsJsonObject();
                JsonObject head = answer.deepCopy();
                head.remove("decisions");
                Sheet.show(head, terminal);
                decisions(answer, "decisions", "pattern").plain().forEach(terminal::line);
            });
        }
        return 0;
    }

    /** @param key field that each decision begins with */
    static Table decisions(JsonObject of, String field, String key) {
        Table table = Table.ofWords(key, "supporters", "outcome", "reason");
        of.getAsJsonArray(field).forEach(element -> {
            JsonObject d = element.getAsJsonObject();
            table.row(text(d, key), text(d, "supporters"), text(d, "outcome"), text(d, "reason"));
        });
        return table;
    }
}
