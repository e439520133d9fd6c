package io.exogenesis.omega.core;

import jakarta.ejb.ApplicationException;

/** Something of the Core's own that does not work: a file, the database, a broken invariant. Not for foreign input. */
@ApplicationException(rollback = true, inherited = true)
public class CoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CoreException(String oneLine) {
        super(oneLine);
    }

    public CoreException(String oneLine, Throwable cause) {
        super(oneLine, cause);
    }
}
