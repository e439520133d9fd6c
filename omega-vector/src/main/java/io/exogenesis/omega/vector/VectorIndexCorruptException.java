package io.exogenesis.omega.vector;

/** The files of an index are damaged. An index is derived: delete its directory and build it again from its source. */
public final class VectorIndexCorruptException extends VectorIndexException {
    private static final long serialVersionUID = 1L;

    public VectorIndexCorruptException(String message, Throwable cause) {
        super(message, cause);
    }
}
