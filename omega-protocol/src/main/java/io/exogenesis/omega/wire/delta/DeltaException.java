package io.exogenesis.omega.wire.delta;

/** Bytes that are no delta, or one that does not fit: the snapshot has to be taken. */
public final class DeltaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeltaException(String message) {
        super(message);
    }

    public DeltaException(String message, Throwable cause) {
        super(message, cause);
    }
}
