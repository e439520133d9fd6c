package io.exogenesis.omega.ops.cli;

import com.google.gson.JsonElement;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import io.exogenesis.omega.ops.core.CoreProblem;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core admin codes}: {@code POST /api/admin/viewers/codes}. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Makes single-use enrolment codes, and prints each on a line.",
            "A code lets one viewer in: viewer sync --core URI --enrol CODE --pin PIN. It is shown this once."
        })
final class CodesCommand implements Callable<Integer> {
    /** What the Core makes in one request. */
    private static final int MOST = 100_000;

    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Mixin
    private ReasonOptions reason = new ReasonOptions();

    @Option(names = "--count", paramLabel = "N", description = "How many, 1 to 100000 (default: 1).")
    private int count = 1;

    @Option(
            names = "--expires-in",
            paramLabel = "TIME",
            description = "How long they are good, such as PT1H or P30D (default: omega.registry.code-lifetime).")
    private String expiresIn = "";

    private CodesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new CodesCommand(terminal))
                .addSubcommand("list", new ShowCommand(terminal, "/api/admin/viewers/codes"))
                .addSubcommand("withdraw", new Withdraw(terminal));
    }

    @Override
    public Integer call() {
        if (count < 1 || count > MOST) {
            throw CoreProblem.usage("--count is from 1 to " + MOST + ", not " + count);
        }
        try (AdminHttp core = admin.connect()) {
            JsonElement answer = core.post(
                    "/api/admin/viewers/codes?count=" + count
                            + (expiresIn.isEmpty() ? "" : "&expiresIn=" + Words.encoded(expiresIn)) + "&"
                            + reason.query(),
                    "");
            admin.show(answer, terminal, this::lines);
        }
        return 0;
    }

    private void lines(JsonElement answer) {
        answer.getAsJsonObject().getAsJsonArray("codes").forEach(code -> terminal.line(code.getAsString()));
    }

    /** {@code DELETE /api/admin/viewers/codes}. */
    @Command(
            mixinStandardHelpOptions = true,
            description = "Withdraws all codes that nobody used: they let no viewer in any more.")
    static final class Withdraw implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Mixin
        private ReasonOptions reason = new ReasonOptions();

        @Mixin
        private SureOption sure = new SureOption();

        Withdraw(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            sure.orWarn("devices that hold such a code are refused");
            try (AdminHttp core = admin.connect()) {
                admin.show(
                        core.delete("/api/admin/viewers/codes?" + reason.query()),
                        terminal,
                        a -> terminal.line("Withdrawn: " + Words.count(a.getAsJsonObject(), "withdrawn", "code")));
            }
            return 0;
        }
    }
}
