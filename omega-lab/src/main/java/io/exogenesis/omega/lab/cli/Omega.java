package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.ops.cli.CoreCommand;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.viewer.cli.ViewerCommand;
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
        versionProvider = Omega.Version.class,
        description = "Exogenesis Omega: viewer agents that learn on the device and recommend better together.")
public final class Omega implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public static void main(String[] args) {
        quiet();
        System.exit(commandLine(Terminal.ofProcess()).execute(args));
    }

    /** Libraries log through java.util.logging; what is no warning would only disturb the story on the terminal. */
    private static void quiet() {
        if (System.getProperty("java.util.logging.config.file") == null) {
            Logger.getLogger("").setLevel(Level.WARNING);
        }
    }

    /** The whole command line, writing to {@code terminal}. */
    static CommandLine commandLine(Terminal terminal) {
        CommandLine line = new CommandLine(new Omega());
        line.addSubcommand("demo", new DemoCommand(terminal));
        line.addSubcommand("core", CoreCommand.commandLine(terminal));
        line.addSubcommand(
                "viewer",
                ViewerCommand.commandLine(new PrintWriter(terminal.out(), true), new PrintWriter(System.err, true)));
        line.addSubcommand("lab", LabCommand.commandLine(terminal));
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

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Omega.class.getPackage().getImplementationVersion();
            return new String[] {"Exogenesis Omega " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
