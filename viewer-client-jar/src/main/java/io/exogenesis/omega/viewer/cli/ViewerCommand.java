package io.exogenesis.omega.viewer.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code omega viewer}: one viewer's agent from the command line. Exit codes: 0 done, 1 failed, 2 bad usage with one line that
 * says what to do.
 */
@Command(
        name = "viewer",
        mixinStandardHelpOptions = true,
        description = "One viewer's agent over a state directory of its own.")
public final class ViewerCommand implements Runnable {
    private static final int FAILED = 1;
    private static final int BAD_USAGE = 2;
    private static final Map<String, String> LATER = new TreeMap<>(Map.of(
            "run", "an interactive evening with the catalogue",
            "import", "reading back what export wrote",
            "doctor", "checks of model, disk, clock, Core and pin"));

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        System.exit(commandLine(out, err).execute(args));
    }

    /** The command with its subcommands, writing to {@code out} and {@code err}. */
    public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new ViewerCommand());
        line.addSubcommand("recommend", new RecommendCommand());
        line.addSubcommand("track", new TrackCommand());
        line.addSubcommand("stats", new StatsCommand());
        line.addSubcommand("export", new ExportCommand());
        line.addSubcommand("sync", new SyncCommand());
        line.addSubcommand("mcp", new McpCommand());
        LATER.forEach((name, what) -> line.addSubcommand(name, new Later(name, what)));
        return line.setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(ViewerCommand::badUsage)
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
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
        command.getErr().println(name + ": " + oneLine(e) + " (see " + name + " --help)");
        return BAD_USAGE;
    }

    private static int failed(Exception e, CommandLine command) {
        Throwable cause = e;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + oneLine(cause));
        return FAILED;
    }

    private static String oneLine(Throwable e) {
        String text = e.getMessage() == null ? e.toString() : e.getMessage();
        return text.lines().findFirst().orElse("").strip();
    }

    /** A command of the contract that has not come yet. */
    @Command(mixinStandardHelpOptions = true, description = "Not there yet.")
    static final class Later implements Callable<Integer> {
        private final String name;
        private final String what;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Parameters(hidden = true, arity = "0..*")
        @SuppressWarnings("UnusedVariable") // so that whatever follows is the same answer
        private List<String> ignored = List.of();

        Later(String name, String what) {
            this.name = name;
            this.what = what;
        }

        @Override
        public Integer call() {
            spec.commandLine()
                    .getErr()
                    .println("viewer " + name + ": not there yet: " + what
                            + " comes with the viewer client's own issue");
            return BAD_USAGE;
        }
    }
}
