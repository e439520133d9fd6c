package io.exogenesis.omega.ops.cli;

import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreDirectory;
import io.exogenesis.omega.ops.core.SupervisedCore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core stop}. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Stops the Core of a data directory and what keeps it alive; takes 145 s at most.")
final class StopCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CommonOptions common = new CommonOptions();

    StopCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CoreDirectory data = new CoreDirectory(common.data(CoreCommand.DEFAULT_NAME));
        boolean stopped = SupervisedCore.stop(data);
        terminal.line((stopped ? "Stopped the Core on " : "No Core runs on ") + data.path());
        return 0;
    }
}
