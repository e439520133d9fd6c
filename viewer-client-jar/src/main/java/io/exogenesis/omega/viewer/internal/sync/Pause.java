package io.exogenesis.omega.viewer.internal.sync;

import java.time.Duration;

/** Waits. Passed in, so that a test need not. */
@FunctionalInterface
public interface Pause {
    /** Lets the calling (virtual) thread sleep. */
    Pause SLEEP = Thread::sleep;

    void pause(Duration time) throws InterruptedException;
}
