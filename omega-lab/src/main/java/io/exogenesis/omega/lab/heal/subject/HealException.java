package io.exogenesis.omega.lab.heal.subject;

/** The measurement itself cannot go on; the message is one line for a person. */
public final class HealException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HealException(String message) {
        super(message);
    }

    public HealException(String message, Throwable cause) {
        super(message, cause);
    }
}
