package io.exogenesis.omega.vector.index;

import org.apache.lucene.index.IndexFormatTooNewException;

/** The files of an index are damaged. An index is derived: delete its directory and build it again from its source. */
public final class VectorIndexCorruptException extends VectorIndexException {
    private static final long serialVersionUID = 1L;

    public VectorIndexCorruptException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether the files are whole, but of a version that is newer than this one. */
    public boolean newer() {
        return getCause() instanceof IndexFormatTooNewException;
    }
}
