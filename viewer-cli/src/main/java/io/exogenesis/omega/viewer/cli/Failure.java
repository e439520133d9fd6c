package io.exogenesis.omega.viewer.cli;

import java.io.PrintWriter;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** How a command that failed says so: one line, and exit code 1. */
final class Failure {
    private static final int FAILED = 1;

    private Failure() {}

    /**
     * Says what went wrong.
     *
     * @param command by its full name, for instance {@code viewer recommend}
     * @return the exit code
     */
    static int told(Throwable e, String command, PrintWriter err) {
        Throwable cause = e;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        err.println(command + ": " + oneLine(cause));
        return FAILED;
    }

    static String oneLine(Throwable e) {
        String text = e.getMessage() == null ? e.toString() : e.getMessage();
        return text.lines().findFirst().orElse("").strip();
    }
}
