package io.exogenesis.omega.core.sync;

/** How tests of other packages have pulls woken. */
public final class Waking {
    private Waking() {}

    /** Without a pause, on the thread of the round. */
    public static void atOnce(HeldPulls held) {
        held.with((work, pause) -> work.run());
    }
}
