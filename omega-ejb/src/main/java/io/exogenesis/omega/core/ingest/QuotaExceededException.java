package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.ejb.ApplicationException;
import java.time.Duration;

/** The epoch takes no more of this; nothing of the push was taken. */
@ApplicationException(rollback = false)
public final class QuotaExceededException extends RefusedException {
    private static final long serialVersionUID = 1L;

    private final QuotaKind kind;

    QuotaExceededException(QuotaKind kind, Refusal.Code code, String oneLine, Duration retryAfter) {
        super(code, oneLine, retryAfter);
        this.kind = kind;
    }

    public QuotaKind kind() {
        return kind;
    }
}
