package io.exogenesis.omega.core.tls;

import io.exogenesis.omega.core.CoreException;

/** A key or certificate will not do; one line says which file and why. */
public final class BadKeyException extends CoreException {
    private static final long serialVersionUID = 1L;

    BadKeyException(String oneLine) {
        super(oneLine);
    }

    BadKeyException(String oneLine, Throwable cause) {
        super(oneLine, cause);
    }
}
