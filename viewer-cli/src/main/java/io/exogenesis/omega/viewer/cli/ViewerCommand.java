package io.exogenesis.omega.viewer.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code omega viewer}: one viewer's agent from the command line. Exit codes: 0 done, 1 failed, 2 bad usage with one line that
 * says what to do.
 */
@Command(
        name = "viewer",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = {
            "One viewer's agent over a state directory of its own. It learns and recommends on this device, with or without a Core.",
            "Exit codes: 0 done, 1 failed, 2 bad usage."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  viewer run --catalogue builtin          an evening with the built-in titles",
            "  viewer recommend -k 5 --genre Comedy    what to watch, and why",
            "  viewer doctor                           is everything there that is needed?"
        })
public final class ViewerCommand implements Runnable {
    private static final int BAD_USAGE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public static void main(String[] args) {
        ViewerProgram.main(args);
    }

    /** The command with its subcommands, writing to {@code out} and {@code err}, and reading what it reads from the process. */
    public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return commandLine(out, err, System.in);
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err, InputStream in) {
        CommandLine line = new CommandLine(new ViewerCommand());
        line.addSubcommand("run", new RunCommand(in));
        line.addSubcommand("recommend", new RecommendCommand());
        line.addSubcommand("track", new TrackCommand());
        line.addSubcommand("stats", new StatsCommand());
        line.addSubcommand("export", new ExportCommand());
        line.addSubcommand("import", new ImportCommand(in));
        line.addSubcommand("forget", new ForgetCommand(in));
        line.addSubcommand("sync", new SyncCommand());
        line.addSubcommand("doctor", new DoctorCommand());
        line.addSubcommand("mcp", McpCommand.commandLine());
        line.addSubcommand("completion", new CompletionCommand());
        line.setOut(out).setErr(err);
        NarrowHelp.install(line);
        KnownCommands.install(line);
        line.getSubcommands().values().forEach(c -> c.getCommandSpec().versionProvider(new BuildVersion()));
        return line.setParameterExceptionHandler(ViewerCommand::badUsage)
                .setExecutionExceptionHandler((e, command, parsed) ->
                        Failure.told(e, command.getCommandSpec().qualifiedName(), command.getErr()));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: " + String.join(", ", spec.subcommands().keySet()));
    }

    private static int badUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + Failure.oneLine(e) + " (see " + name + " --help)");
        return BAD_USAGE;
    }
}
