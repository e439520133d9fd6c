package io.exogenesis.omega.ops.cli;

import static io.exogenesis.omega.ops.cli.Words.number;
import static io.exogenesis.omega.ops.cli.Words.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.console.Table;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code core admin title}: {@code GET /api/admin/titles/ID}. */
@Command(mixinStandardHelpOptions = true, description = "Shows where one title stands with the defence, and why.")
final class TitleCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Parameters(paramLabel = "ID", description = "Id of the title in the catalogue.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    TitleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String path = "/api/admin/titles/" + Words.title(id);
        try (AdminHttp core = admin.connect()) {
            admin.show(core.get(path), terminal, answer -> {
                terminal.line(TitlesCommand.asOf(answer.getAsJsonObject()));
                details(answer, terminal);
            });
        }
        return 0;
    }

    static void details(JsonElement answer, Terminal terminal) {
        JsonObject title = answer.getAsJsonObject();
        JsonObject mass = title.getAsJsonObject("mass");
        JsonObject audit = title.getAsJsonObject("audit");
        Table table = Table.ofWords(text(title, "id"), text(title, "title"));
        table.row("state", text(title, "state"));
        table.row("reason", text(title, "reason"));
        table.row("its supporters ask for", number(mass, "measured", 6));
        table.row("counts", number(mass, "granted", 6) + " (amplitude times " + number(mass, "factor", 3) + ")");
        table.row("percentile of its supporters", number(title, "percentile", 2));
        table.row(
                "audit",
                "shown " + number(audit, "shown", 1) + ", watched " + number(audit, "watched", 1) + ", usual "
                        + number(audit, "expected", 1));
        if (title.get("epochs").getAsInt() > 0) {
            table.row("epochs until all counts", "at least " + text(title, "epochs"));
        }
        if (title.get("anchor").isJsonObject()) {
            JsonObject anchor = title.getAsJsonObject("anchor");
            table.row("anchored", text(anchor, "at") + " by " + ActionsCommand.who(anchor));
            table.row("note", text(anchor, "note"));
        }
        table.plain().forEach(terminal::line);
    }
}
