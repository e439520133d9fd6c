package io.exogenesis.omega.lab.report;

/** A file that cannot be made into a part of the page. The message is one line for a person. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReportException(String message) {
        super(message);
    }
}
