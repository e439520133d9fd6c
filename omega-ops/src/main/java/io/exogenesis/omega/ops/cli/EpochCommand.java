package io.exogenesis.omega.ops.cli;

import static io.exogenesis.omega.ops.cli.Words.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.console.Table;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import io.exogenesis.omega.ops.core.CoreProblem;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core admin epoch}: {@code GET /api/admin/epoch}; {@code epoch close} and {@code epoch discard} end it. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Shows the running epoch: what it holds, what it takes at most, and who contributed the most.")
final class EpochCommand implements Callable<Integer> {
    private static final String PATH = "/api/admin/epoch";

    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Option(names = "--largest", paramLabel = "N", description = "Name so many viewers, 0 to 100 (default: 10).")
    private int largest = 10;

    private EpochCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new EpochCommand(terminal))
                .addSubcommand("close", new Close(terminal))
                .addSubcommand("discard", new Discard(terminal));
    }

    @Override
    public Integer call() {
        if (largest < 0 || largest > 100) {
            throw CoreProblem.usage("--largest is from 0 to 100, not " + largest);
        }
        try (AdminHttp core = admin.connect()) {
            admin.show(core.get(PATH + "?largest=" + largest), terminal, a -> table(a, terminal));
        }
        return 0;
    }

    private static void table(JsonElement answer, Terminal terminal) {
        JsonObject epoch = answer.getAsJsonObject();
        String end = text(epoch, "endsAt");
        terminal.line("Epoch " + text(epoch, "epoch") + " since " + text(epoch, "since")
                + (end.isEmpty() ? "; it ends with the next round" : "; it ends with the first round behind " + end));
        Table held = Table.ofNumbers("held", "count", "at most");
        held.row("patterns", text(epoch, "patterns"), "");
        held.row("samples", text(epoch, "samples"), "");
        held.row("reports", text(epoch, "reports"), "");
        held.row("all", text(epoch, "contributions"), text(epoch, "ceiling"));
        held.row("standing samples of earlier epochs", text(epoch, "standing"), "");
        held.row("bytes", text(epoch, "bytes"), text(epoch, "byteCeiling"));
        held.row("viewers", text(epoch, "viewers"), "");
        held.plain().forEach(terminal::line);
        if (!epoch.getAsJsonArray("largest").isEmpty()) {
            Table table = Table.ofNumbers("viewer", "patterns", "samples", "reports", "accepted");
            epoch.getAsJsonArray("largest").forEach(element -> {
                JsonObject v = element.getAsJsonObject();
                table.row(
                        text(v, "viewer"),
                        text(v, "patterns"),
                        text(v, "samples"),
                        text(v, "reports"),
                        text(v, "accepted"));
            });
            table.plain().forEach(terminal::line);
        }
    }

    /** {@code POST /api/admin/epoch/close}. */
    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Ends the epoch with a round now: what counts is kept, raw contributions are erased, samples stand for their lease.")
    static final class Close implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Mixin
        private ReasonOptions reason = new ReasonOptions();

        Close(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            try (AdminHttp core = admin.connect()) {
                JsonElement answer = core.post(PATH + "/close?" + reason.query(), "");
                admin.show(answer, terminal, a -> {
                    JsonObject round = a.getAsJsonObject();
                    terminal.line("Epoch " + text(round, "epoch") + " ended with round " + text(round, "round") + ": "
                            + text(round, "admitted") + " admitted, " + text(round, "refused") + " refused, "
                            + text(round, "expired") + " expired");
                });
            }
            return 0;
        }
    }

    /** {@code DELETE /api/admin/epoch/contributions}. */
    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Erases all raw contributions of the running epoch; nothing of them counts. Samples that stood when it began stand on.")
    static final class Discard implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Mixin
        private ReasonOptions reason = new ReasonOptions();

        @Mixin
        private SureOption sure = new SureOption();

        Discard(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            sure.orWarn("this erases what viewers contributed in this epoch");
            try (AdminHttp core = admin.connect()) {
                JsonObject epoch = core.get(PATH + "?largest=0").getAsJsonObject();
                JsonElement answer =
                        core.delete(PATH + "/contributions?confirm=" + text(epoch, "epoch") + "&" + reason.query());
                admin.show(answer, terminal, a -> {
                    JsonObject before = a.getAsJsonObject();
                    terminal.line("Erased " + Words.count(before, "contributions", "contribution") + " of "
                            + Words.count(before, "viewers", "viewer") + " in epoch " + text(before, "epoch"));
                });
            }
            return 0;
        }
    }
}
