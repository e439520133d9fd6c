package io.exogenesis.omega.ops.cli;

import static io.exogenesis.omega.ops.cli.Words.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.console.Table;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core admin actions}: {@code GET /api/admin/actions}. */
@Command(mixinStandardHelpOptions = true, description = "Shows what operators did, newest first.")
final class ActionsCommand implements Callable<Integer> {
    /** Their subject is an epoch's number. */
    private static final Set<String> OF_EPOCHS = Set.of("run-round", "close-epoch", "discard-epoch");

    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Option(names = "--before", paramLabel = "N", description = "Those in front of this number (default: the newest).")
    private @Nullable Long before;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000 (default: 20).")
    private int limit = 20;

    ActionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String path = "/api/admin/actions?limit=" + Words.limit(limit) + (before == null ? "" : "&before=" + before);
        try (AdminHttp core = admin.connect()) {
            admin.show(core.get(path), terminal, this::table);
        }
        return 0;
    }

    private void table(JsonElement answer) {
        Table table = Table.ofWords("number", "at", "who", "action", "subject", "note");
        JsonObject page = answer.getAsJsonObject();
        page.getAsJsonArray("actions").forEach(element -> {
            JsonObject a = element.getAsJsonObject();
            table.row(text(a, "id"), text(a, "at"), who(a), text(a, "action"), subject(a), text(a, "note"));
        });
        table.plain().forEach(terminal::line);
        if (!page.get("next").isJsonNull()) {
            terminal.line("More with --before " + text(page, "next"));
        }
    }

    /** What it was done to, in words where it is a number. */
    private static String subject(JsonObject of) {
        return (OF_EPOCHS.contains(text(of, "action")) ? "epoch " : "") + text(of, "subject");
    }

    /** The token's subject, and whom the caller named. */
    static String who(JsonObject of) {
        String by = text(of, "by");
        return text(of, "actor") + (by.isEmpty() ? "" : " (" + by + ")");
    }
}
