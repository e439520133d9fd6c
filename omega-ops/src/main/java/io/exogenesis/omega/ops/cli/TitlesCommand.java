package io.exogenesis.omega.ops.cli;

import static io.exogenesis.omega.ops.cli.Words.encoded;
import static io.exogenesis.omega.ops.cli.Words.number;
import static io.exogenesis.omega.ops.cli.Words.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.console.Table;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core admin titles}: {@code GET /api/admin/titles}. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "Lists titles to which the defence does something, or for which the operator vouches, by their ids.")
final class TitlesCommand implements Callable<Integer> {
    private static final int LONGEST_TITLE = 40;

    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Option(names = "--state", paramLabel = "S", description = "Only ${COMPLETION-CANDIDATES} (default: all of them).")
    private @Nullable State state;

    @Option(names = "--after", paramLabel = "ID", description = "Those behind this id (default: from the first).")
    private String after = "";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000 (default: 100).")
    private int limit = 100;

    /** What may be asked for. */
    private enum State {
        REFUTED,
        HELD,
        WAITING,
        CLAMPED,
        RAISED,
        ANCHORED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    TitlesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String path = "/api/admin/titles?state=" + (state == null ? "" : state) + "&after=" + encoded(after) + "&limit="
                + Words.limit(limit);
        try (AdminHttp core = admin.connect()) {
            admin.show(core.get(path), terminal, this::table);
        }
        return 0;
    }

    private void table(JsonElement answer) {
        JsonObject page = answer.getAsJsonObject();
        terminal.line(asOf(page));
        Table table = Table.ofWords("id", "title", "state", "granted", "epochs", "since");
        page.getAsJsonArray("titles").forEach(t -> row(table, t.getAsJsonObject()));
        table.plain().forEach(terminal::line);
        if (page.get("more").getAsInt() > 0) {
            terminal.line(text(page, "more") + " less important titles are not kept");
        }
        if (!page.get("next").isJsonNull()) {
            terminal.line("More with --after " + text(page, "next"));
        }
    }

    private static void row(Table table, JsonObject title) {
        JsonObject mass = title.getAsJsonObject("mass");
        double measured = mass.get("measured").getAsDouble();
        boolean anchored = title.get("anchor").isJsonObject();
        table.row(
                text(title, "id"),
                Words.cut(text(title, "title"), LONGEST_TITLE),
                text(title, "state") + (title.get("clearing").getAsBoolean() ? ", cleared" : ""),
                measured > 0 ? Math.round(100 * mass.get("granted").getAsDouble() / measured) + " %" : "",
                title.get("epochs").getAsInt() > 0 ? "≥ " + text(title, "epochs") : "",
                anchored ? text(title.getAsJsonObject("anchor"), "at") : "");
    }

    /** Of when the Core speaks: the defence does not look at each round. */
    static String asOf(JsonObject page) {
        if (page.get("round").isJsonNull()) {
            return "The defence has not looked at any round yet.";
        }
        return "As of round " + number(page, "round", 0) + " in epoch " + number(page, "epoch", 0) + " ("
                + text(page, "at") + ")"
                + (page.get("founded").getAsBoolean() ? "" : "; no history yet, so nothing is held back");
    }
}
