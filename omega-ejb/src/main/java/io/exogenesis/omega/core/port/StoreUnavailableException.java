package io.exogenesis.omega.core.port;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Duration;

/**
 * The database cannot read or write now (disk full, connection lost). The transaction was rolled back; what was committed
 * before is safe. Every door answers it as {@code UNAVAILABLE}.
 */
public final class StoreUnavailableException extends RefusedException {
    private static final long serialVersionUID = 1L;
    /** A person has to free the disk or bring the database back: asking more often does not help. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    public StoreUnavailableException() {
        super(
                Refusal.Code.UNAVAILABLE,
                "the Core's database cannot be used just now; nothing acknowledged is lost",
                RETRY_AFTER);
    }
}
