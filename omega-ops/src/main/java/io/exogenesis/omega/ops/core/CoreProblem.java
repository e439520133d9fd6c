package io.exogenesis.omega.ops.core;

/** A Core that cannot be started, reached or stopped. The message is one line that says what to do. */
public final class CoreProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean usage;

    private CoreProblem(String message, boolean usage) {
        super(message);
        this.usage = usage;
    }

    /** Another option on the command line would help. */
    public static CoreProblem usage(String message) {
        return new CoreProblem(message, true);
    }

    /** It went wrong by itself. */
    public static CoreProblem failed(String message) {
        return new CoreProblem(message, false);
    }

    public boolean isUsage() {
        return usage;
    }
}
