package io.exogenesis.omega.core;

import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.ejb.ApplicationException;
import java.time.Duration;

/**
 * A request that the Core refuses, typed as on the wire, with one line for a person. Every inbound adapter turns it into its
 * own form (a Refusal frame, problem JSON).
 *
 * <p>It rolls nothing back: nobody refuses in the middle of a transaction, and a container that is told to roll back where there
 * is none writes a warning and a file of diagnostics for each.
 */
@ApplicationException(rollback = false)
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal.Code code;
    private final Duration retryAfter;

    public RefusedException(Refusal.Code code, String oneLine, Duration retryAfter) {
        // A stack trace would cost more than the refusal, and foreign input must not fill the log.
        super(oneLine, null, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public RefusedException(Refusal.Code code, String oneLine) {
        this(code, oneLine, Duration.ZERO);
    }

    public Refusal.Code code() {
        return code;
    }

    /** Zero where waiting does not help. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** The one line. */
    public String line() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }
}
