package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.web.security.Caller;
import io.exogenesis.omega.wire.v1.Refusal;

/** Who asks for a change: the subject of the token that was verified, and the person whom the caller names. */
final class Operators {
    private Operators() {}

    /** @throws RefusedException {@code MALFORMED} for a name that is too long or has control characters */
    static Operator of(Caller caller, String by) {
        if (by.length() > Operator.MAX_BY || by.codePoints().anyMatch(Character::isISOControl)) {
            throw new BadParameterException(
                    "by",
                    "by must be a name of at most " + Operator.MAX_BY
                            + " characters, none of them a control character");
        }
        String subject = caller.principal()
                .map(Principal::subject)
                .orElseThrow(() -> new RefusedException(Refusal.Code.UNAUTHENTICATED, "a token is needed"));
        return new Operator(subject, by.strip());
    }
}
