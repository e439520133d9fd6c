package io.exogenesis.omega.lab.pictures;

/** A picture could not be taken; the message says what to do. */
public final class PictureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PictureException(String message) {
        super(message);
    }

    PictureException(String message, Throwable cause) {
        super(message, cause);
    }
}
