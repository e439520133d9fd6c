package io.exogenesis.omega.ops.console;

import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress of a piece of work: a bar that is redrawn on a terminal, a line now and then elsewhere. Threads may step at once.
 *
 * <p>The bar is made of ASCII, since a log or an old terminal may know no other characters.
 */
public final class Progress implements AutoCloseable {
    private static final int BAR = 30;
    private static final long REDRAW_NANOS = 100_000_000L;
    /** Without a terminal: a line at most this often, so that a log stays readable. */
    private static final long LINE_NANOS = 10_000_000_000L;

    private final Terminal terminal;
    private final String label;
    private final long total;
    private final LongSupplier nanoTime;
    private final long started;
    private long done;
    private long shownAt;
    /** What the newest line says; −1: there is none. */
    private long shown = -1;

    private boolean closed;

    Progress(Terminal terminal, String label, long total, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.label = label;
        this.total = Math.max(1, total);
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.shownAt = started;
        if (terminal.interactive()) {
            draw();
        }
    }

    /** One step further. */
    public void step() {
        step(1);
    }

    public synchronized void step(long steps) {
        at(done + steps);
    }

    /** {@code now} of all steps are done. */
    public synchronized void at(long now) {
        done = Math.min(total, now);
        long time = nanoTime.getAsLong();
        if (!closed && time - shownAt >= (terminal.interactive() ? REDRAW_NANOS : LINE_NANOS)) {
            shownAt = time;
            draw();
        }
    }

    /** Ends the bar with its last state and the time it took. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (terminal.interactive() || shown != done) {
                draw();
            }
            if (terminal.interactive()) {
                terminal.out().println();
            }
        }
    }

    private void draw() {
        shown = done;
        double seconds = (nanoTime.getAsLong() - started) / 1e9;
        String counts = String.format(Locale.ROOT, "%d/%d  %.1f s", done, total, seconds);
        if (terminal.interactive()) {
            String name = String.format(Locale.ROOT, "  %-24s ", label);
            int width = Math.clamp(terminal.columns() - name.length() - counts.length() - 5, 5, BAR);
            int filled = (int) (width * done / total);
            String text = name + "[" + "#".repeat(filled) + ".".repeat(width - filled) + "] " + counts;
            terminal.out().print("\r" + cut(text) + "\u001b[K");
            terminal.out().flush();
        } else {
            terminal.out().println("  " + label + ": " + counts);
        }
    }

    private String cut(String text) {
        return text.length() < terminal.columns() ? text : text.substring(0, terminal.columns() - 1);
    }
}
