package io.exogenesis.omega.lab.net;

/** A trial or its set-up did not work; one line for a person. */
public final class NetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NetException(String message) {
        super(message);
    }

    public NetException(String message, Throwable cause) {
        super(message, cause);
    }
}
