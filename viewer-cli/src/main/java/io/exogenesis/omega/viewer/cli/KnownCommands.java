package io.exogenesis.omega.viewer.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs the command that was named. A name that a group of commands does not have is bad usage, also where help is asked for. */
public final class KnownCommands implements IExecutionStrategy {
    private final IExecutionStrategy named = new CommandLine.RunLast();

    private KnownCommands() {}

    /** Has a command and its subcommands run so. */
    public static void install(CommandLine line) {
        line.setExecutionStrategy(new KnownCommands());
    }

    @Override
    public int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        boolean group = !last.commandSpec().subcommands().isEmpty();
        if (group && !last.unmatched().isEmpty()) {
            throw new UnmatchedArgumentException(last.commandSpec().commandLine(), last.unmatched());
        }
        return named.execute(parsed);
    }
}
