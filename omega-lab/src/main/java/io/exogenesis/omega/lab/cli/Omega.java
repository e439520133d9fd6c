package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.ops.cli.CoreCommand;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.viewer.cli.BuildVersion;
import io.exogenesis.omega.viewer.cli.KnownCommands;
import io.exogenesis.omega.viewer.cli.NarrowHelp;
import io.exogenesis.omega.viewer.cli.StandardStreams;
import io.exogenesis.omega.viewer.cli.ViewerCommand;
import io.exogenesis.omega.viewer.cli.WrappingWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./omega}: the one entry. ({@code ./omega test} is the script's own.) */
@Command(
        name = "omega",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Exogenesis Omega: viewer agents that learn on the device and recommend better together.")
public final class Omega implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public static void main(String[] args) {
        StandardStreams streams = StandardStreams.install();
        quiet();
        CommandLine line = commandLine(Terminal.ofProcess());
        int code = line.execute(args);
        System.exit(streams.ended(code));
    }

    /** Libraries log through java.util.logging; what is no warning would only disturb the story on the terminal. */
    private static void quiet() {
        if (System.getProperty("java.util.logging.config.file") == null) {
            Logger.getLogger("").setLevel(Level.WARNING);
        }
    }

    /** The whole command line, writing to {@code terminal}. */
    static CommandLine commandLine(Terminal terminal) {
        // help of every command goes here
        CommandLine line =
                new CommandLine(new Omega()).setOut(written(terminal.out())).setErr(written(System.err));
        line.addSubcommand("demo", new DemoCommand(terminal));
        line.addSubcommand("core", CoreCommand.commandLine(terminal));
        line.addSubcommand("viewer", ViewerCommand.commandLine(written(terminal.out()), written(System.err)));
        line.addSubcommand("lab", LabCommand.commandLine(terminal));
        NarrowHelp.install(line);
        KnownCommands.install(line);
        return line.setParameterExceptionHandler(Errors::badUsage)
                .setExecutionExceptionHandler(Errors::failed)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: " + String.join(", ", spec.subcommands().keySet()));
    }

    private static PrintWriter written(PrintStream to) {
        return WrappingWriter.ofProcess(new PrintWriter(to, true, to.charset()));
    }
}
