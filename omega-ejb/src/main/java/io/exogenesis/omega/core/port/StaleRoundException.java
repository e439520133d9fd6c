package io.exogenesis.omega.core.port;

import io.exogenesis.omega.core.CoreException;

/** Another round was committed in between; nothing was changed. */
public final class StaleRoundException extends CoreException {
    private static final long serialVersionUID = 1L;

    public StaleRoundException(String oneLine) {
        super(oneLine);
    }
}
