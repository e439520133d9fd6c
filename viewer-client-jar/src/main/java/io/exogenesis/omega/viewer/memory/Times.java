package io.exogenesis.omega.viewer.memory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the memory keeps them. */
final class Times {
    private Times() {}

    /** Cut to what the disk format keeps, so that an entry is the same before and after a restart. */
    static Instant toMillis(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }
}
