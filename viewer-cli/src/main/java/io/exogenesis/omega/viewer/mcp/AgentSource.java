package io.exogenesis.omega.viewer.mcp;

import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerAgent;
import java.util.Optional;

/** Where the server gets its agent from: the directory it was started with. */
@FunctionalInterface
public interface AgentSource {
    /**
     * Opens the agent of the directory.
     *
     * @param viewer whose memory it must be; empty: whoever the directory belongs to
     * @throws io.exogenesis.omega.viewer.ViewerException in one line, if it belongs to somebody else or cannot be opened
     */
    Opened open(Optional<ViewerId> viewer, Tuning tuning);

    /**
     * An open agent.
     *
     * @param shared what is closed after it
     * @param core whether it is registered with a Core
     * @param made whether its memory was made by this call
     */
    record Opened(ViewerAgent agent, AutoCloseable shared, boolean core, boolean made) {}
}
