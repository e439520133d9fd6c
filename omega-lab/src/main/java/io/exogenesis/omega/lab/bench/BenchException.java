package io.exogenesis.omega.lab.bench;

/** A benchmark that could not be run to its end. The message is one line. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
