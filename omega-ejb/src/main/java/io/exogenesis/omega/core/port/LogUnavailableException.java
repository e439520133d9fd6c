package io.exogenesis.omega.core.port;

import io.exogenesis.omega.core.CoreException;

/** The contribution log cannot take an entry now (disk full, failed sync). What was acknowledged before is safe. */
public final class LogUnavailableException extends CoreException {
    private static final long serialVersionUID = 1L;

    public LogUnavailableException(String oneLine, Throwable cause) {
        super(oneLine, cause);
    }
}
