package io.exogenesis.omega.ops.cli;

import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreBackups;
import io.exogenesis.omega.ops.core.Program;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code core restore}, and {@code core import}, which is the same. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Makes a Core's data directory from a backup, in a directory that is new or empty.",
            "The database is the one that OMEGA_DB names (derby, which lies in the directory, or postgresql, which must be empty), "
                    + "whichever the backup was made on. The Core is started for it, on ports of its own and without rounds, its "
                    + "books are compared with those of the backup, and it is stopped again.",
            "core import is another name of core restore."
        })
final class RestoreCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "What core backup wrote.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory to make (default: ~/.omega/core).")
    private @org.jspecify.annotations.Nullable Path data;

    RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path into = CoreCommand.data(data);
        CoreBackups backups = new CoreBackups(into, terminal::line);
        terminal.line("Restored " + into + ": " + CoreBackups.line(backups.restore(file)));
        terminal.line("Start it with " + Program.command("start") + " --data " + into);
        return 0;
    }
}
