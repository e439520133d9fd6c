package io.exogenesis.omega.web.security;

/** The caller is known and may not do this. */
public final class ForbiddenCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ForbiddenCallException(String oneLine) {
        super(oneLine, null, false, false);
    }
}
