package io.exogenesis.omega.ops.cli;

import com.google.gson.GsonBuilder;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreDirectory;
import io.exogenesis.omega.ops.core.CoreState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core status}: 0 ready, 3 stopped, 4 not ready. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Says whether the Core of a data directory is ready, what keeps it alive, and how it ended last.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:ready", "3:stopped", "4:not ready"})
final class StatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--json", description = "One JSON object instead of lines.")
    private boolean json;

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CoreState state = CoreState.of(new CoreDirectory(common.data(CoreCommand.DEFAULT_NAME)));
        if (json) {
            terminal.line(new GsonBuilder().serializeNulls().create().toJson(state.json()));
        } else {
            state.lines().forEach(terminal::line);
        }
        return state.status().exitCode();
    }
}
