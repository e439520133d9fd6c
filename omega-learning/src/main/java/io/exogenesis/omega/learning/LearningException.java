package io.exogenesis.omega.learning;

/** Foreign bytes or arguments that an algorithm cannot take. The message says which, in one line. */
public final class LearningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LearningException(String message) {
        super(message);
    }

    public LearningException(String message, Throwable cause) {
        super(message, cause);
    }
}
