package io.exogenesis.omega.vector.index;

/** The index could not do what it was asked: disk, permission, or it is closed or open elsewhere. */
public class VectorIndexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VectorIndexException(String message) {
        super(message);
    }

    public VectorIndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
