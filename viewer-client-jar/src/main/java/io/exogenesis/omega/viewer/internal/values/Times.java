package io.exogenesis.omega.viewer.internal.values;

import io.exogenesis.omega.model.InvalidValueException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the memory keeps them. */
public final class Times {
    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private Times() {}

    /**
     * Cut to what the disk format keeps, so that an entry is the same before and after a restart.
     *
     * @throws InvalidValueException if it lies so far away that the format cannot keep it
     */
    public static Instant toMillis(Instant at) {
        if (at.isBefore(FIRST) || at.isAfter(LAST)) {
            throw new InvalidValueException("a time is between " + FIRST + " and " + LAST + ", not " + at);
        }
        return at.truncatedTo(ChronoUnit.MILLIS);
    }
}
