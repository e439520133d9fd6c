package io.exogenesis.omega.ops.cli;

import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import io.exogenesis.omega.ops.core.Program;
import io.exogenesis.omega.ops.core.SupervisedCore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core start}: in the background, kept alive. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Starts a Core in the background and keeps it alive; returns when it is ready.",
            "If the Core ends, it is started again: after 1 s, then after pauses that double up to 5 minutes. After 10 starts in a "
                    + "row that do not become ready it is given up. core status tells why a Core ended last. "
                    + "The heap is sized from OMEGA_REGISTRY_MAX_VIEWERS; OMEGA_HEAP (1536m, 3g) overrides it."
        })
final class StartCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CommonOptions common = new CommonOptions();

    StartCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CorePorts ports = common.ports(); // what was typed wrong is said before anything that is not built
        CoreInstall install = CoreInstall.found();
        Optional<String> shortage = CoreProcess.heapShortage(install, Map.of());
        SupervisedCore core = SupervisedCore.start(install, common.data(CoreCommand.DEFAULT_NAME), ports, Map.of());
        shortage.ifPresent(terminal::line);
        terminal.line(
                core.adopted()
                        ? "The Core on " + core.data().path() + " runs already; process "
                                + core.supervisor().pid() + " takes it into care as it is ..."
                        : "Starting the Core on " + core.data().path() + " (kept alive by process "
                                + core.supervisor().pid() + ") ...");
        CoreCommand.ready(core.awaitReady(), terminal);
        terminal.line("Stop it with " + Program.command("stop") + " --data "
                + core.data().path());
        return 0;
    }
}
