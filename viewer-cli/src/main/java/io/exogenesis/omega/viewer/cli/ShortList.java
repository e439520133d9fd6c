package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.wire.Refusals;
import java.io.PrintWriter;
import java.util.List;

/** A list of which a person sees as much as fits a screen. */
final class ShortList {
    /** Two lists fit the 24 lines of the smallest terminal. */
    private static final int SHOWN = 9;

    private static final int LONGEST = 100;

    private ShortList() {}

    /** Text of a file as a terminal may have it: nothing that a terminal obeys, and not longer than a few lines. */
    private static String shown(String entry) {
        String plain = Refusals.printable(entry);
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }

    /** Prints a heading with the count, some entries, and how many there are besides; nothing if there are none. */
    static void print(String heading, List<String> entries, PrintWriter out) {
        if (entries.isEmpty()) {
            return;
        }
        out.println(heading + " (" + entries.size() + "):");
        entries.stream().limit(SHOWN).forEach(entry -> out.println("  " + shown(entry)));
        if (entries.size() > SHOWN) {
            out.println("  and " + (entries.size() - SHOWN) + " more (--json lists all)");
        }
    }
}
