package io.exogenesis.omega.ops.cli;

import com.google.gson.JsonElement;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code core admin anchor}, {@code unanchor} and {@code clear}: the operator's word about one title. */
@Command(mixinStandardHelpOptions = true)
final class TitleChangeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Change change;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Mixin
    private ReasonOptions reason = new ReasonOptions();

    @Parameters(paramLabel = "ID", description = "Id of the title in the catalogue.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    /** A change and the request that makes it. */
    enum Change {
        ANCHOR(
                "PUT",
                "anchor",
                "Vouches for a title from the next round on: it may grow faster, and no audit refutes it."),
        UNANCHOR("DELETE", "anchor", "Vouches for a title no more."),
        CLEAR("DELETE", "refutation", "Takes the refutation of a title back; later reports may refute it again.");

        private final String method;
        private final String path;
        private final String description;

        Change(String method, String path, String description) {
            this.method = method;
            this.path = path;
            this.description = description;
        }
    }

    private TitleChangeCommand(Terminal terminal, Change change) {
        this.terminal = terminal;
        this.change = change;
    }

    static CommandLine commandLine(Terminal terminal, Change change) {
        CommandLine line = new CommandLine(new TitleChangeCommand(terminal, change));
        line.getCommandSpec().usageMessage().description(change.description);
        return line;
    }

    @Override
    public Integer call() {
        String path = "/api/admin/titles/" + Words.title(id) + "/" + change.path + "?" + reason.query();
        try (AdminHttp core = admin.connect()) {
            JsonElement answer = change.method.equals("PUT") ? core.put(path, "") : core.delete(path);
            admin.show(answer, terminal, a -> TitleCommand.details(a, terminal));
        }
        return 0;
    }
}
