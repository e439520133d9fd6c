package io.exogenesis.omega.ops.cli;

import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code core admin viewer}: {@code GET /api/admin/viewers/ID}. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Shows a viewer: status, consents, reputation and what became of its contributions.")
final class ViewerCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Parameters(paramLabel = "ID", description = "Id of the viewer.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    ViewerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (AdminHttp core = admin.connect()) {
            admin.show(core.get("/api/admin/viewers/" + Words.viewer(id)), terminal, a -> Sheet.show(a, terminal));
        }
        return 0;
    }
}
