package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.data.DatasetException;
import io.exogenesis.omega.lab.demo.DemoException;
import io.exogenesis.omega.lab.report.ReportException;
import io.exogenesis.omega.ops.core.CoreProblem;
import io.exogenesis.omega.viewer.cli.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Turns what went wrong into one line and an exit code. */
final class Errors {
    static final int FAILED = 1;
    static final int BAD_USAGE = 2;

    private Errors() {}

    /** A command line that picocli did not understand. */
    static int badUsage(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + said(e) + " (see ./" + name + " --help)");
        return BAD_USAGE;
    }

    private static String said(CommandLine.ParameterException e) {
        boolean group = !e.getCommandLine().getSubcommands().isEmpty();
        if (group && e instanceof CommandLine.UnmatchedArgumentException unknown) {
            String first = unknown.getUnmatched().getFirst();
            if (!first.startsWith("-")) {
                return "there is no command " + first;
            }
        }
        return oneLine(e.getMessage());
    }

    /** A command that threw. */
    static int failed(Exception e, CommandLine command, CommandLine.@Nullable ParseResult parsed) {
        Throwable cause = e;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = Failure.oneLine(cause);
        if (!isForPersons(cause)) {
            text = cause.getClass().getSimpleName() + ": " + text;
        }
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + text);
        if (Boolean.getBoolean("omega.trace")) {
            cause.printStackTrace(command.getErr());
        }
        boolean usage = cause instanceof UsageException
                || cause instanceof DatasetException
                || cause instanceof ReportException
                || (cause instanceof CoreProblem problem && problem.isUsage())
                || (cause instanceof DemoException problem && problem.isUsage());
        return usage ? BAD_USAGE : FAILED;
    }

    /** Whether its message is for a person. */
    private static boolean isForPersons(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof UncheckedIOException
                || cause.getClass().getName().startsWith("io.exogenesis.omega.");
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("").strip();
    }
}
