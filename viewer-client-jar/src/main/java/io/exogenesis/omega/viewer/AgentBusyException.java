package io.exogenesis.omega.viewer;

/** The bounded queue of the agent is full. What was offered is not recorded; offer it again later. */
public final class AgentBusyException extends ViewerException {
    private static final long serialVersionUID = 1L;

    public AgentBusyException(int limit) {
        super("the agent has " + limit + " calls waiting; offer this one again later");
    }
}
