package io.exogenesis.omega.lab.measure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that could not be written in the end. The message is one line that names it. */
public final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutputException(Path file, IOException cause) {
        super(file + " cannot be written: " + reason(cause), cause);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "its directory is gone";
            case AccessDeniedException denied -> "there is no permission";
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}
