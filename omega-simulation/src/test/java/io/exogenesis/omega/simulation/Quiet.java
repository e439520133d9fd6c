package io.exogenesis.omega.simulation;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Thousands of crashes are each worth some lines in real life. */
final class Quiet {
    /** Held, since the log manager forgets a level that nobody holds. */
    private static final Logger HOUSE = Logger.getLogger("io.exogenesis.omega");

    private Quiet() {}

    static void logs() {
        HOUSE.setLevel(Level.OFF);
    }
}
