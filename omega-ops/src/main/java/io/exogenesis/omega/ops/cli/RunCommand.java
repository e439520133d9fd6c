package io.exogenesis.omega.ops.cli;

import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreInstall;
import io.exogenesis.omega.ops.core.CorePorts;
import io.exogenesis.omega.ops.core.CoreProcess;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core run}: in the foreground, as a service manager or a container wants it. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Starts a Core and stays with it until Ctrl-C.",
            "If the Core ends by itself, this command says why and ends, too (exit 1): whoever runs it decides on the next start. "
                    + "The heap is sized from OMEGA_REGISTRY_MAX_VIEWERS; OMEGA_HEAP (1536m, 3g) overrides it."
        })
final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CommonOptions common = new CommonOptions();

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CorePorts ports = common.ports(); // what was typed wrong is said before anything that is not built
        CoreInstall install = CoreInstall.found();
        CoreProcess.heapShortage(install, Map.of()).ifPresent(terminal::line);
        CoreProcess core = CoreProcess.start(install, common.data(CoreCommand.DEFAULT_NAME), ports, Map.of())
                .endingWithThisJvm();
        terminal.line("Starting the Core on " + core.data().path() + " (process "
                + core.process().pid() + ") ...");
        CoreCommand.ready(core.awaitReady(), terminal);
        terminal.line("Ctrl-C stops it.");
        terminal.line("The Core has ended: " + core.awaitUnexpectedEnd().reason());
        return CoreCommand.FAILED; // Ctrl-C ends this process before: here the Core ended by itself
    }
}
