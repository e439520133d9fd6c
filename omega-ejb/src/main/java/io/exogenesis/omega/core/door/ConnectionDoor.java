package io.exogenesis.omega.core.door;

import java.time.Duration;

/** A door that holds connections open. */
public interface ConnectionDoor {
    /** Connections that are open now. */
    long open();

    /** As many may be open; at least 1. */
    long most();

    /**
     * Closes connections on which nobody has proved to be a viewer.
     *
     * @param age younger ones are left: they may be about to
     * @return how many
     */
    int closeStrangers(Duration age);
}
