package io.exogenesis.omega.lab.report;

import java.nio.file.Path;

/** A file that cannot be made into a part of the page. The message is one line for a person. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ReportException(String message) {
        super(message);
    }

    /** For a file that is a report of a kind, but not all of one; {@code cause} is what stumbled over it. */
    public static ReportException incomplete(Path file, RuntimeException cause) {
        ReportException e = new ReportException(file + " is not a whole report: a part is missing or of another kind");
        e.initCause(cause);
        return e;
    }
}
