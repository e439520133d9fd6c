package io.exogenesis.omega.viewer;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What one endpoint of the Core answered to a greeting. Nothing is pushed or pulled.
 *
 * @param endpoint as configured
 * @param outcome in one word
 * @param detail what went wrong, in one line; text of the Core in it is data from outside. Empty if nothing did
 * @param coreTime the Core's clock, where the endpoint tells it (HTTPS does)
 */
public record CoreCheck(URI endpoint, Outcome outcome, String detail, Optional<Instant> coreTime) {

    /** How the greeting went. */
    public enum Outcome {
        /** Reached, with the pinned key, and the Core knows the viewer. */
        OK,
        /** Reached, with the pinned key, but the Core does not accept the token. */
        TOKEN_REFUSED,
        /** Reached, but with another key than the pinned one. */
        WRONG_PIN,
        /** Reached, but with an answer that makes no sense or asks to come later. */
        BAD_ANSWER,
        /** Not reached. */
        UNREACHABLE
    }
}
