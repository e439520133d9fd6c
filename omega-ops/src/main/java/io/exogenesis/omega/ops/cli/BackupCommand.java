package io.exogenesis.omega.ops.cli;

import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreBackups;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code core backup}, and {@code core export}, which is the same: a backup fits every database. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Writes the whole state of a Core into a new file: database, contributions, models and keys, as of one moment.",
            "A Core that runs goes on; one that is stopped is started for it, on ports of its own, and stopped again. "
                    + "The file holds the Core's keys, so only its owner can read it (mode 0600). It fits every database: "
                    + "core restore (or import) with another OMEGA_DB moves the Core.",
            "core export is another name of core backup."
        })
final class BackupCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "A new file.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory of the Core (default: ~/.omega/core).")
    private @org.jspecify.annotations.Nullable Path data;

    @Mixin
    private ReasonOptions reason = new ReasonOptions();

    BackupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CoreBackups backups = new CoreBackups(CoreCommand.data(data), terminal::line);
        terminal.line("Wrote " + file + ": " + CoreBackups.line(backups.backup(file, reason.query())));
        return 0;
    }
}
