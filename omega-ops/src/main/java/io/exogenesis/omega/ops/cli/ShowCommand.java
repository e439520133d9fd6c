package io.exogenesis.omega.ops.cli;

import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminHttp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A question without parameters, and its answer as it is. */
@Command(mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    private final String path;
    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    /** @param path that is asked */
    ShowCommand(Terminal terminal, String path) {
        this.terminal = terminal;
        this.path = path;
    }

    @Override
    public Integer call() {
        try (AdminHttp core = admin.connect()) {
            admin.show(core.get(path), terminal, a -> Sheet.show(a, terminal));
        }
        return 0;
    }
}
