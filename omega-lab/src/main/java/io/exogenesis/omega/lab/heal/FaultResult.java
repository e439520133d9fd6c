package io.exogenesis.omega.lab.heal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one fault in one mode.
 *
 * @param what was broken, one phrase
 * @param felt whether anything of what is looked at did not work or was slow; a fault that nobody feels is no test of healing
 * @param seconds from the injection until the Core was well and stayed so; null if it was not healed
 * @param why it counts as not healed; empty if it was healed
 * @param p95Before milliseconds of a sync in the seconds before
 * @param p95After of the second in which it was well again, or of the last one
 * @param events of self-healing since the injection, in order
 */
record FaultResult(
        int number,
        String fault,
        String mode,
        String what,
        boolean felt,
        @Nullable Double seconds,
        String why,
        double p95Before,
        @Nullable Double p95After,
        List<String> events) {
    FaultResult {
        events = List.copyOf(events);
    }

    /** Whether it says all that a result says; one that was read from a file may not. */
    boolean isWhole() {
        return fault != null
                && mode != null
                && what != null
                && why != null
                && Double.isFinite(p95Before)
                && (seconds == null || (Double.isFinite(seconds) && seconds >= 0))
                && (p95After == null || Double.isFinite(p95After));
    }

    boolean healed() {
        return seconds != null;
    }
}
