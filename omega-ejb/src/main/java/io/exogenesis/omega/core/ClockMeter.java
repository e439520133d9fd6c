package io.exogenesis.omega.core;

import io.github.bucket4j.TimeMeter;
import java.time.InstantSource;

/** Lets a rate limit live on the Core's clock, so that a test can turn it. */
public record ClockMeter(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
        return clock.millis() * 1_000_000;
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
