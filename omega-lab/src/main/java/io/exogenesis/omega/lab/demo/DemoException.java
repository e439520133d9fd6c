package io.exogenesis.omega.lab.demo;

/** A demonstration that cannot be carried out. The message is one line. */
public final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean usage;

    private DemoException(String message, boolean usage) {
        super(message);
        this.usage = usage;
    }

    public static DemoException usage(String message) {
        return new DemoException(message, true);
    }

    public static DemoException failed(String message) {
        return new DemoException(message, false);
    }

    /** Whether another command line would help. */
    public boolean isUsage() {
        return usage;
    }
}
