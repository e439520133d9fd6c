package io.exogenesis.omega.lab.simulate;

/** A simulation that cannot be carried out; one line for a person. */
public final class SimulateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SimulateException(String message) {
        super(message);
    }

    public SimulateException(String message, Throwable cause) {
        super(message, cause);
    }
}
