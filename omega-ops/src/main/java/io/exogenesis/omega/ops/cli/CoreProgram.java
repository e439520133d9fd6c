package io.exogenesis.omega.ops.cli;

import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.CoreProblem;
import io.exogenesis.omega.wire.Refusals;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** {@code omega-core} of the Core's archive: the commands of {@code ./omega core} as a program of its own. */
public final class CoreProgram {
    private static final int BAD_USAGE = 2;

    private CoreProgram() {}

    public static void main(String[] args) {
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(commandLine(Terminal.ofProcess()).execute(args));
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine line = CoreCommand.commandLine(terminal);
        line.setCommandName("omega-core");
        line.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
        line.setErr(new PrintWriter(System.err, true, System.err.charset()));
        line.setParameterExceptionHandler((e, arguments) -> {
            String name = e.getCommandLine().getCommandSpec().qualifiedName();
            e.getCommandLine().getErr().println(name + ": " + oneLine(e) + " (see " + name + " --help)");
            return BAD_USAGE;
        });
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + oneLine(e));
            return e instanceof CoreProblem problem && problem.isUsage() ? BAD_USAGE : CoreCommand.FAILED;
        });
        return line.setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static String oneLine(Exception e) {
        String text = Objects.requireNonNullElse(e.getMessage(), e.toString());
        return Refusals.printable(text.lines().findFirst().orElse("").strip());
    }
}
