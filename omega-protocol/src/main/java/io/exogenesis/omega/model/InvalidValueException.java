package io.exogenesis.omega.model;

/** A value from outside that breaks a documented limit. The message names the value in one line. */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidValueException(String message) {
        super(message);
    }
}
