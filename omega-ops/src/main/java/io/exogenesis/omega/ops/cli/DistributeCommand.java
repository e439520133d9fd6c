package io.exogenesis.omega.ops.cli;

import static io.exogenesis.omega.ops.cli.Words.encoded;

import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core admin distribute}: {@code POST /api/admin/distribution}. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "Tells viewers that listen that it is time to sync, and shows how many have the bank's newest version.")
final class DistributeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Mixin
    private ReasonOptions reason = new ReasonOptions();

    @Option(
            names = "--viewer",
            paramLabel = "ID",
            description = "This one; may be given more than once (default: all).")
    private List<String> viewers = new ArrayList<>();

    @Option(
            names = "--priority",
            paramLabel = "P",
            description =
                    "Count only viewers that lack a pattern of at least this priority: high, medium, low (default: low).")
    private String priority = "low";

    DistributeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        StringBuilder path = new StringBuilder("/api/admin/distribution?priority=" + encoded(priority));
        viewers.forEach(v -> path.append("&viewer=").append(Words.viewer(v)));
        try (AdminHttp core = admin.connect()) {
            admin.show(
                    core.post(path.append("&").append(reason.query()).toString(), ""),
                    terminal,
                    a -> Sheet.show(a, terminal));
        }
        return 0;
    }
}
