package io.exogenesis.omega.lab.cli;

/** A command line that cannot be carried out. The message is one line that says what to do; the exit code is 2. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
