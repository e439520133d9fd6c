package io.exogenesis.omega.ops.core;

/** How the operator typed this program. */
public final class Program {
    private static final String NAME = System.getProperty("omega.command", "./omega core");

    private Program() {}

    /** A command as the operator would type it: {@code ./omega core stop} in a checkout, {@code omega-core stop} in the archive. */
    public static String command(String name) {
        return NAME + " " + name;
    }
}
