package io.exogenesis.omega.viewer;

/** What goes wrong in the agent, in one line that says what to do where something can be done. */
public class ViewerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ViewerException(String message) {
        super(message);
    }

    public ViewerException(String message, Throwable cause) {
        super(message, cause);
    }
}
