package io.exogenesis.omega.lab.heal;

import io.exogenesis.omega.core.config.HealingSettings.Mode;
import io.exogenesis.omega.lab.heal.fault.FaultClass;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is measured.
 *
 * @param faults how many in each mode, at least 1
 * @param seed of the list of faults, their parameters and the load
 */
public record HealOptions(int faults, List<Mode> modes, List<FaultClass> classes, long seed) {
    public HealOptions {
        modes = List.copyOf(modes);
        classes = List.copyOf(classes);
    }

    /** In one line: two runs of the same line can be one. */
    String line() {
        return "faults=" + faults + " modes="
                + modes.stream().map(Mode::key).collect(Collectors.joining(",")) + " classes="
                + classes.stream().map(FaultClass::label).collect(Collectors.joining(",")) + " seed=" + seed;
    }
}
