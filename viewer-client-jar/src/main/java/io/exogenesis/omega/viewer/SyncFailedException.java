package io.exogenesis.omega.viewer;

/** A sync was given up. Nothing was lost: what was not acknowledged stays in the outbox. */
public final class SyncFailedException extends ViewerException {
    private static final long serialVersionUID = 1L;
    private final int attempts;

    public SyncFailedException(String message, int attempts, Throwable cause) {
        super(message, cause);
        this.attempts = attempts;
    }

    /** How often it was tried. */
    public int attempts() {
        return attempts;
    }
}
