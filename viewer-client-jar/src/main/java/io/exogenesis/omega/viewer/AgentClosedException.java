package io.exogenesis.omega.viewer;

/** The agent was shut down and takes nothing more. */
public final class AgentClosedException extends ViewerException {
    private static final long serialVersionUID = 1L;

    public AgentClosedException(String message) {
        super(message);
    }
}
