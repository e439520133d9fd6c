package io.exogenesis.omega.viewer;

/** The Core could not be reached, or did not answer as it should. */
public final class TransportException extends ViewerException {
    private static final long serialVersionUID = 1L;
    private final Kind kind;

    /** What went wrong, and so what may help. */
    public enum Kind {
        /** No connection, no answer in time, a connection lost: trying again or another way may help. */
        UNREACHABLE,
        /** This way is not usable on this machine (no native library, say): another way may help. */
        UNUSABLE,
        /** The answer makes no sense: trying again may help, another way hardly. */
        BAD_ANSWER,
        /** The peer has another key than the pinned one: somebody may be in between. Nothing helps. */
        WRONG_PIN,
        /** The Core says no: trying again does not help. */
        REFUSED
    }

    public TransportException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public TransportException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same exchange may succeed later. */
    public boolean retryable() {
        return kind == Kind.UNREACHABLE || kind == Kind.BAD_ANSWER;
    }

    /** Whether another endpoint may succeed now. */
    public boolean elsewhere() {
        return kind == Kind.UNREACHABLE || kind == Kind.UNUSABLE;
    }
}
