package io.exogenesis.omega.viewer;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one endpoint of the Core answered to a greeting. Nothing is pushed or pulled.
 */
public final class CoreCheck {
    private final URI endpoint;
    private final Outcome outcome;
    private final String detail;
    private final Optional<Instant> coreTime;

    private CoreCheck(URI endpoint, Outcome outcome, String detail, Optional<Instant> coreTime) {
        this.endpoint = endpoint;
        this.outcome = outcome;
        this.detail = detail;
        this.coreTime = coreTime;
    }

    /** An answer without a clock. */
    public static CoreCheck of(URI endpoint, Outcome outcome, String detail) {
        return new CoreCheck(endpoint, outcome, detail, Optional.empty());
    }

    /** The same with the Core's clock. */
    public CoreCheck withCoreTime(Instant time) {
        return new CoreCheck(endpoint, outcome, detail, Optional.of(time));
    }

    /** The endpoint, as configured. */
    public URI endpoint() {
        return endpoint;
    }

    /** The result in one word. */
    public Outcome outcome() {
        return outcome;
    }

    /** What went wrong, in one line; text of the Core in it is data from outside. Empty if nothing did. */
    public String detail() {
        return detail;
    }

    /** The Core's clock, where the endpoint tells it (HTTPS does). */
    public Optional<Instant> coreTime() {
        return coreTime;
    }

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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CoreCheck o && parts().equals(o.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "CoreCheck" + parts();
    }

    private List<Object> parts() {
        return List.of(endpoint, outcome, detail, coreTime);
    }
}
