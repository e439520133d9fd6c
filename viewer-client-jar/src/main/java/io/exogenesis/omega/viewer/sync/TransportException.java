package io.exogenesis.omega.viewer.sync;

import io.exogenesis.omega.viewer.ViewerException;

/** The Core could not be reached, or did not answer. */
public final class TransportException extends ViewerException {
    private static final long serialVersionUID = 1L;
    private final boolean retryable;

    /** @param retryable false when trying again cannot help, as with a wrong pin */
    public TransportException(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    public boolean retryable() {
        return retryable;
    }
}
