package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;

/** {@code MALFORMED}, and which parameter of the query or field of the body it is. */
final class BadParameterException extends RefusedException {
    private static final long serialVersionUID = 1L;

    private final String parameter;

    BadParameterException(String parameter, String oneLine) {
        super(Refusal.Code.MALFORMED, oneLine);
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }
}
