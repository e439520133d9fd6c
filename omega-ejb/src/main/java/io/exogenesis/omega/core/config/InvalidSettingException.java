package io.exogenesis.omega.core.config;

import io.exogenesis.omega.core.CoreException;

/** A setting outside its range. The line names key, value and range; the Core does not start. */
public final class InvalidSettingException extends CoreException {
    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String oneLine) {
        super(oneLine);
    }
}
