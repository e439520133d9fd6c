package io.exogenesis.omega.lab.heal.subject;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's clock, which somebody may set. */
public final class SettableClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(ahead);
    }

    /** From now on it is so far ahead of the true time; behind it if negative. */
    public void set(Duration by) {
        ahead = by;
    }
}
