package io.exogenesis.omega.ops.cli;

import io.exogenesis.omega.ops.cli.TitleChangeCommand.Change;
import io.exogenesis.omega.ops.console.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code core admin}: what an operator asks a running Core and tells it, each the same as an endpoint below {@code /api/admin}. A
 * command is a class with the mixin {@link AdminOptions}; a group of commands is one more {@code CommandLine} with subcommands.
 */
@Command(
        name = "admin",
        mixinStandardHelpOptions = true,
        description = "Asks and steers a running Core as its operator.")
final class AdminCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new AdminCommand())
                .addSubcommand("codes", new CodesCommand(terminal))
                .addSubcommand("accounting", new AccountingCommand(terminal))
                .addSubcommand("titles", new TitlesCommand(terminal))
                .addSubcommand("title", new TitleCommand(terminal))
                .addSubcommand("anchor", TitleChangeCommand.commandLine(terminal, Change.ANCHOR))
                .addSubcommand("unanchor", TitleChangeCommand.commandLine(terminal, Change.UNANCHOR))
                .addSubcommand("clear", TitleChangeCommand.commandLine(terminal, Change.CLEAR))
                .addSubcommand("epoch", EpochCommand.commandLine(terminal))
                .addSubcommand("actions", new ActionsCommand(terminal));
    }

    @Override
    public void run() {
        throw CoreCommand.nameOneOf(spec);
    }
}
