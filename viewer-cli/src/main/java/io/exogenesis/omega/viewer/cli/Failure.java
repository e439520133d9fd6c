package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.wire.Refusals;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** How a command that failed says so: one line, and exit code 1. */
public final class Failure {
    static final int FAILED = 1;

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

    /** What went wrong, in one line: of the JDK's exceptions of input and output without the name of their class. */
    public static String oneLine(Throwable e) {
        String text = e instanceof IOException ? reason(e) : Objects.requireNonNullElse(e.getMessage(), e.toString());
        Throwable cause = e.getCause();
        if (cause instanceof IOException && text.endsWith(cause.toString())) {
            text = text.substring(0, text.length() - cause.toString().length()) + reason(cause);
        }
        return Refusals.printable(text.lines().findFirst().orElse("").strip());
    }

    /** What an exception of the JDK means, without the name of its class. */
    static String reason(Throwable e) {
        String text = e.getMessage();
        return switch (e) {
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case AccessDeniedException denied -> denied.getFile() + " is closed to this user";
            case FileAlreadyExistsException there -> there.getFile() + " is there already";
            case UnknownHostException unknown -> "there is no host " + text;
            case ConnectException connect when text == null -> "nothing answers there";
            default ->
                text == null ? "the system gives no reason (" + e.getClass().getSimpleName() + ")" : text;
        };
    }
}
