package io.exogenesis.omega.ops.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.console.Table;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core admin accounting}: {@code GET /api/admin/accounting}. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Counts what was acknowledged and what became of it: each contribution is decided exactly once.")
final class AccountingCommand implements Callable<Integer> {
    private static final String PATH = "/api/admin/accounting";

    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Option(names = "--viewer", paramLabel = "ID", description = "Of one viewer (default: of all).")
    private @Nullable String viewer;

    AccountingCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String query = viewer == null ? "" : "?viewer=" + Words.viewer(viewer);
        try (AdminHttp core = admin.connect()) {
            admin.show(core.get(PATH + query), terminal, this::table);
        }
        return 0;
    }

    private void table(JsonElement answer) {
        JsonObject all = answer.getAsJsonObject();
        JsonObject decided = all.getAsJsonObject("decided");
        Table table = Table.ofNumbers("contributions", "count");
        table.row("acknowledged", text(all, "acknowledged"));
        for (String outcome : List.of("admitted", "refused", "expired")) {
            table.row(outcome, text(decided, outcome));
        }
        table.row("pending", text(all, "pending"));
        table.row("repeated", text(all, "duplicateFrames"));
        table.plain().forEach(terminal::line);
        if (viewer == null) {
            terminal.line(Words.count(all, "viewers", "viewer"));
        }
    }

    private static String text(JsonObject of, String field) {
        return of.get(field).getAsString();
    }
}
