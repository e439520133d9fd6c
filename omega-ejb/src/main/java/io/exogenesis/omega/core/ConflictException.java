package io.exogenesis.omega.core;

/** What is asked for does not fit what happened since; one line for a person. */
public class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String oneLine) {
        super(oneLine, null, false, false);
    }
}
