package io.exogenesis.omega.ops.cli;

import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.ops.core.CoreDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./omega core}: a Core on this machine. One class a command. */
@Command(
        name = "core",
        mixinStandardHelpOptions = true,
        description = "Runs, asks and steers an Omega Core on this machine.")
public final class CoreCommand implements Runnable {
    static final int FAILED = 1;

    /** Name of the data directory below {@code ~/.omega}. */
    static final String DEFAULT_NAME = "core";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** The command with its subcommands, writing to {@code terminal}. */
    public static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new CoreCommand())
                .addSubcommand("run", new RunCommand(terminal))
                .addSubcommand("start", new StartCommand(terminal))
                .addSubcommand("stop", new StopCommand(terminal))
                .addSubcommand("status", new StatusCommand(terminal))
                .addSubcommand("admin", AdminCommand.commandLine(terminal))
                .addSubcommand("backup", new BackupCommand(terminal))
                .addSubcommand("restore", new RestoreCommand(terminal))
                .addSubcommand("export", new BackupCommand(terminal))
                .addSubcommand("import", new RestoreCommand(terminal));
    }

    @Override
    public void run() {
        throw nameOneOf(spec);
    }

    /** A group of commands was typed without one of them. */
    static ParameterException nameOneOf(CommandSpec group) {
        List<String> names = group.subcommands().entrySet().stream()
                .filter(c -> !c.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
        return new ParameterException(group.commandLine(), "name one of " + String.join(", ", names));
    }

    /** What was asked for, else the default of all commands for a Core. */
    static Path data(@Nullable Path asked) {
        return asked == null ? CoreDirectory.defaultFor(DEFAULT_NAME) : asked;
    }

    static void ready(Bootstrap core, Terminal terminal) {
        terminal.line("Ready. Status page " + core.http() + "/   HTTPS " + core.https() + "   QUIC " + core.quic());
    }
}
