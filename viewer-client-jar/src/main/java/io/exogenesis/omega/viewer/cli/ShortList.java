package io.exogenesis.omega.viewer.cli;

import java.io.PrintWriter;
import java.util.List;

/** A list of which a person sees as much as fits a screen. */
final class ShortList {
    /** Two lists fit the 24 lines of the smallest terminal. */
    private static final int SHOWN = 9;

    private ShortList() {}

    /** Prints a heading with the count, some entries, and how many there are besides; nothing if there are none. */
    static void print(String heading, List<String> entries, PrintWriter out) {
        if (entries.isEmpty()) {
            return;
        }
        out.println(heading + " (" + entries.size() + "):");
        entries.stream().limit(SHOWN).forEach(entry -> out.println("  " + entry));
        if (entries.size() > SHOWN) {
            out.println("  and " + (entries.size() - SHOWN) + " more (--json lists all)");
        }
    }
}
