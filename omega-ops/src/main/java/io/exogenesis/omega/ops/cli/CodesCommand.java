package io.exogenesis.omega.ops.cli;

import com.google.gson.JsonElement;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import io.exogenesis.omega.ops.core.CoreProblem;
import java.util.concurrent.Callable;
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

    CodesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (count < 1 || count > MOST) {
            throw CoreProblem.usage("--count is from 1 to " + MOST + ", not " + count);
        }
        try (AdminHttp core = admin.connect()) {
            JsonElement answer = core.post("/api/admin/viewers/codes?count=" + count + "&" + reason.query(), "");
            admin.show(answer, terminal, this::lines);
        }
        return 0;
    }

    private void lines(JsonElement answer) {
        answer.getAsJsonObject().getAsJsonArray("codes").forEach(code -> terminal.line(code.getAsString()));
    }
}
