package io.exogenesis.omega.ops.cli;

import static io.exogenesis.omega.ops.cli.Words.encoded;
import static io.exogenesis.omega.ops.cli.Words.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.console.Table;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core admin viewers}: {@code GET /api/admin/viewers}. */
@Command(mixinStandardHelpOptions = true, description = "Lists viewers, oldest first, removed ones too.")
final class ViewersCommand implements Callable<Integer> {
    private static final int LONGEST_NAME = 30;

    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Option(names = "--search", paramLabel = "TEXT", description = "Beginning of an id, or part of a display name.")
    private String search = "";

    @Option(
            names = "--after",
            paramLabel = "CURSOR",
            description = "Those behind an earlier page (default: from the first).")
    private String after = "";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000 (default: 100).")
    private int limit = 100;

    ViewersCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String path = "/api/admin/viewers?search=" + encoded(search) + "&cursor=" + encoded(after) + "&limit="
                + Words.limit(limit);
        try (AdminHttp core = admin.connect()) {
            admin.show(core.get(path), terminal, this::table);
        }
        return 0;
    }

    private void table(JsonElement answer) {
        JsonObject page = answer.getAsJsonObject();
        terminal.line(Words.count(page, "registered", "viewer") + ", " + Words.count(page, "openCodes", "open code"));
        Table table = Table.ofWords("id", "name", "state", "registered", "last seen");
        page.getAsJsonArray("viewers").forEach(element -> {
            JsonObject v = element.getAsJsonObject();
            table.row(
                    text(v, "viewerId"),
                    Words.cut(text(v, "displayName"), LONGEST_NAME),
                    state(v),
                    text(v, "registeredAt"),
                    text(v, "lastSeen"));
        });
        table.plain().forEach(terminal::line);
        if (!text(page, "next").isEmpty()) {
            terminal.line("More with --after " + text(page, "next"));
        }
    }

    private static String state(JsonObject viewer) {
        if (viewer.get("revoked").getAsBoolean()) {
            return "removed";
        }
        return text(viewer, "suspendedAt").isEmpty() ? "" : "suspended";
    }
}
