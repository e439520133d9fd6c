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
                .addSubcommand("viewers", new ViewersCommand(terminal))
                .addSubcommand("viewer", new ViewerCommand(terminal))
                .addSubcommand("suspend", ChangeCommand.commandLine(terminal, ChangeCommand.Change.SUSPEND))
                .addSubcommand("resume", ChangeCommand.commandLine(terminal, ChangeCommand.Change.RESUME))
                .addSubcommand("remove", ChangeCommand.commandLine(terminal, ChangeCommand.Change.REMOVE_VIEWER))
                .addSubcommand("codes", CodesCommand.commandLine(terminal))
                .addSubcommand("rounds", RoundsCommand.commandLine(terminal))
                .addSubcommand("round", new RoundCommand(terminal))
                .addSubcommand("pattern", new PatternCommand(terminal))
                .addSubcommand("pin", ChangeCommand.commandLine(terminal, ChangeCommand.Change.PIN))
                .addSubcommand("unpin", ChangeCommand.commandLine(terminal, ChangeCommand.Change.UNPIN))
                .addSubcommand(
                        "remove-pattern", ChangeCommand.commandLine(terminal, ChangeCommand.Change.REMOVE_PATTERN))
                .addSubcommand("pins", new ShowCommand(terminal, "/api/admin/patterns/pins"))
                .addSubcommand("prune", new PruneCommand(terminal))
                .addSubcommand("bank", BankCommand.commandLine(terminal))
                .addSubcommand("distribute", new DistributeCommand(terminal))
                .addSubcommand("consensus", new ShowCommand(terminal, "/api/admin/consensus"))
                .addSubcommand("stats", new ShowCommand(terminal, "/api/admin/stats"))
                .addSubcommand("audit", new ShowCommand(terminal, "/api/admin/audit"))
                .addSubcommand("configuration", new ShowCommand(terminal, "/api/admin/configuration"))
                .addSubcommand("accounting", new AccountingCommand(terminal))
                .addSubcommand("catalogue", CatalogueCommand.commandLine(terminal))
                .addSubcommand("titles", new TitlesCommand(terminal))
                .addSubcommand("title", new TitleCommand(terminal))
                .addSubcommand("anchor", TitleChangeCommand.commandLine(terminal, Change.ANCHOR))
                .addSubcommand("unanchor", TitleChangeCommand.commandLine(terminal, Change.UNANCHOR))
                .addSubcommand("clear", TitleChangeCommand.commandLine(terminal, Change.CLEAR))
                .addSubcommand("epoch", EpochCommand.commandLine(terminal))
                .addSubcommand("tls", TlsCommand.commandLine(terminal))
                .addSubcommand("actions", new ActionsCommand(terminal));
    }

    @Override
    public void run() {
        throw CoreCommand.nameOneOf(spec);
    }
}
