package io.exogenesis.omega.ops.cli;

import static io.exogenesis.omega.ops.cli.Words.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.console.Table;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core admin rounds}: {@code GET /api/admin/rounds}; {@code rounds run} asks for one. */
@Command(mixinStandardHelpOptions = true, description = "Lists past rounds, newest first.")
final class RoundsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000 (default: 20).")
    private int limit = 20;

    private RoundsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new RoundsCommand(terminal)).addSubcommand("run", new Run(terminal));
    }

    @Override
    public Integer call() {
        try (AdminHttp core = admin.connect()) {
            admin.show(core.get("/api/admin/rounds?limit=" + Words.limit(limit)), terminal, this::table);
        }
        return 0;
    }

    private void table(JsonElement answer) {
        Table table =
                Table.ofNumbers("round", "epoch", "began", "ms", "viewers", "admitted", "refused", "waiting", "bank");
        answer.getAsJsonArray().forEach(element -> {
            JsonObject r = element.getAsJsonObject();
            table.row(
                    text(r, "round"),
                    text(r, "epoch") + (r.get("endOfEpoch").getAsBoolean() ? " ended" : ""),
                    text(r, "startedAt"),
                    text(r, "durationMs"),
                    text(r, "viewers"),
                    text(r, "admitted"),
                    text(r, "refused"),
                    text(r, "waiting"),
                    text(r, "bankVersion"));
        });
        table.plain().forEach(terminal::line);
    }

    /** {@code POST /api/admin/rounds}. */
    @Command(mixinStandardHelpOptions = true, description = "Runs a round now; returns when it is committed.")
    static final class Run implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Mixin
        private ReasonOptions reason = new ReasonOptions();

        @Option(names = "--end-of-epoch", description = "It ends the epoch: raw contributions are erased.")
        private boolean endOfEpoch;

        Run(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            try (AdminHttp core = admin.connect()) {
                JsonElement answer = core.post("/api/admin/rounds?endOfEpoch=" + endOfEpoch + "&" + reason.query(), "");
                admin.show(answer, terminal, a -> {
                    JsonObject r = a.getAsJsonObject();
                    terminal.line("Round " + text(r, "round") + " of epoch " + text(r, "epoch") + ": "
                            + text(r, "admitted") + " admitted, " + text(r, "refused") + " refused, "
                            + text(r, "waiting") + " waiting; bank version " + text(r, "bankVersion"));
                });
            }
            return 0;
        }
    }
}
