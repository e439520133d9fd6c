package io.exogenesis.omega.wire;

import io.exogenesis.omega.wire.v1.Refusal;

/** A message of a peer that breaks the contract. The message is one line, fit to be sent back. */
public final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal.Code code;

    public MalformedMessageException(Refusal.Code code, String oneLine) {
        // No stack trace: a peer decides how often this is thrown.
        super(Refusals.oneLine(oneLine), null, false, false);
        this.code = code;
    }

    /** What to refuse the message with. */
    public Refusal.Code code() {
        return code;
    }
}
