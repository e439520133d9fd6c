package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Duration;

/** The Core refused a frame. The message is the Core's line for a person, cut and cleaned as text from outside. */
public final class RefusedException extends ViewerException {
    private static final long serialVersionUID = 1L;
    private final Refusal.Code code;
    private final Duration retryAfter;

    RefusedException(String what, Refusal refusal) {
        super("the Core refused the " + what + " (" + refusal.getCode() + "): "
                + Refusals.oneLine(refusal.getMessage()));
        this.code = refusal.getCode();
        this.retryAfter = Duration.ofMillis(Math.max(0, refusal.getRetryAfterMs()));
    }

    public Refusal.Code code() {
        return code;
    }

    /** How long the Core asks to wait. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the same may be accepted later. A version that is gone is answered by pulling again. */
    public boolean retryable() {
        return code == Refusal.Code.RATE_LIMITED
                || code == Refusal.Code.QUOTA
                || code == Refusal.Code.UNAVAILABLE
                || code == Refusal.Code.NOT_FOUND
                || code == Refusal.Code.SEQUENCE_GAP;
    }
}
