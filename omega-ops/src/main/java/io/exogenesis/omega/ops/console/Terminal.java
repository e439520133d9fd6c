package io.exogenesis.omega.ops.console;

import java.io.PrintStream;

/**
 * Where a command writes to.
 *
 * @param out lines for a person
 * @param interactive whether {@code out} is a terminal, so that a line can be overwritten
 * @param colour whether control sequences for colour are welcome
 * @param columns width of a line, ≥ 40
 */
public record Terminal(PrintStream out, boolean interactive, boolean colour, int columns) {
    private static final int LEAST_COLUMNS = 40;
    private static final int DEFAULT_COLUMNS = 100;

    /** The process's own; {@code ./omega} passes on what it knows about the terminal. */
    public static Terminal ofProcess() {
        boolean terminal = Boolean.getBoolean("omega.terminal");
        String noColour = System.getenv("NO_COLOR");
        return new Terminal(
                System.out,
                terminal,
                terminal && (noColour == null || noColour.isEmpty()),
                Math.max(LEAST_COLUMNS, Integer.getInteger("omega.columns", DEFAULT_COLUMNS)));
    }

    /** Plain lines, as into a file. */
    public static Terminal plain(PrintStream out) {
        return new Terminal(out, false, false, DEFAULT_COLUMNS);
    }

    public void line(String text) {
        out.println(text);
    }

    /** A heading: bold where colour is welcome. */
    public void heading(String text) {
        out.println();
        out.println(bold(text));
    }

    public String bold(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    /** Progress of {@code total} steps under {@code label}. */
    public Progress progress(String label, long total) {
        return new Progress(this, label, total, System::nanoTime);
    }
}
