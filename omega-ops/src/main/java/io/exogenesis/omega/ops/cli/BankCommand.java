package io.exogenesis.omega.ops.cli;

import static io.exogenesis.omega.ops.cli.Words.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import io.exogenesis.omega.ops.core.CoreProblem;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core admin bank}: {@code GET /api/admin/bank}; {@code bank discard} begins a new one. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Shows the bank's id and version, and the embedding model that it is of.")
final class BankCommand implements Callable<Integer> {
    private static final String PATH = "/api/admin/bank";

    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    private BankCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new BankCommand(terminal)).addSubcommand("discard", new Discard(terminal));
    }

    @Override
    public Integer call() {
        try (AdminHttp core = admin.connect()) {
            admin.show(core.get(PATH), terminal, a -> Sheet.show(a, terminal));
        }
        return 0;
    }

    /** {@code DELETE /api/admin/bank}. */
    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Discards all consolidated patterns and begins a new bank; viewers get a snapshot.",
                "For a Core that was started with another embedding model: titles are embedded with it anew."
            })
    static final class Discard implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Mixin
        private ReasonOptions reason = new ReasonOptions();

        @Option(
                names = "--confirm",
                required = true,
                paramLabel = "ID",
                description = "Id of the bank that is to go; see core admin bank.")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private String confirm;

        Discard(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            if (confirm.isBlank()) {
                throw CoreProblem.usage("--confirm is the id of the bank that is to go");
            }
            try (AdminHttp core = admin.connect()) {
                JsonElement answer = core.delete(PATH + "?confirm=" + Words.encoded(confirm) + "&" + reason.query());
                admin.show(answer, terminal, a -> {
                    JsonObject done = a.getAsJsonObject();
                    terminal.line("Discarded " + Words.count(done, "patterns", "pattern") + " of bank "
                            + text(done, "formerBankId") + "; the new bank is " + text(done, "bankId")
                            + ", of the embedding model " + text(done, "embeddingModel"));
                });
            }
            return 0;
        }
    }
}
