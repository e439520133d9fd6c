package io.exogenesis.omega.quic;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** QUIC did not do what was asked; the {@link #kind()} says whether another try makes sense. */
public class QuicException extends RuntimeException {

    /** What went wrong. */
    public enum Kind {
        /** No answer in time. */
        TIMEOUT,
        /** The connection could not be opened, for another reason than time. */
        CONNECT_FAILED,
        /** The connection is closed or was lost. */
        CLOSED,
        /** The peer reset the stream. */
        RESET,
        /** The peer's frames are malformed or too large. */
        BAD_ANSWER,
        /** The peer's key is not the pinned one. */
        WRONG_PIN,
        /** The UDP port is taken. */
        PORT_IN_USE,
        /** Key store, native library or another part of the set-up is unusable. */
        SETUP
    }

    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** An exception with one line for people. */
    public QuicException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** An exception with one line for people and its cause. */
    public QuicException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** One line for people. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }
}
