package io.exogenesis.omega.core.door;

import java.time.Duration;

/** A door that sends to readers who may not read. */
public interface StreamDoor {
    /** A reader has not taken what is being sent to it for so long now. Quick; may be a second old. */
    int stalled(Duration time);

    /**
     * Ends their streams. A reader that comes back is told what it missed.
     *
     * @return how many
     */
    int dropStalled(Duration time);
}
