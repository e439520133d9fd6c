package io.exogenesis.omega.ops.core;

import java.util.OptionalInt;

/** One life of a Core, from its launch to its end, as its supervisor sees it. */
interface CoreLife {
    /**
     * Waits until the Core is ready, however long that takes: one that waits for a port or restores much is not to be ended.
     *
     * @throws CoreProblem if it ended, or can never become ready; the message says why
     */
    void untilReady();

    /** Waits for the end; answers the exit code if this process may see it. */
    OptionalInt untilEnd();

    /** Ends it in bounded time; nothing happens if it has ended. */
    void stop();
}
