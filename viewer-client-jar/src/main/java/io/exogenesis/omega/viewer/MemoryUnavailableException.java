package io.exogenesis.omega.viewer;

/**
 * The agent's memory takes nothing at the moment: its disk is full, read-only or failing. What was confirmed is safe, reading
 * works, and the next call that writes tries the disk anew: no restart is needed,
 * unless the file system was read-only when the memory was opened.
 *
 * <p>As with a kill, what the failed call was to record may have become durable or not: {@link ViewerAgent#history} says.
 */
public final class MemoryUnavailableException extends ViewerException {
    private static final long serialVersionUID = 1L;

    public MemoryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
