package io.exogenesis.omega.simulation;

import io.exogenesis.omega.core.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The one clock of the Core and all agents. It moves when somebody waits, and between two steps. */
record SimulatedClock(TestClock clock) implements InstantSource {
    void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }
}
