package io.exogenesis.omega.lab.heal;

import io.exogenesis.omega.core.config.HealingSettings.Mode;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import java.util.ArrayList;
import java.util.List;

/** All faults in all modes: fault by fault, in each mode one after the other, so that what changes in the machine meets all modes. */
final class HealRun {
    /** Runs one. */
    @FunctionalInterface
    interface Trials {
        FaultResult run(PlannedFault fault, Mode mode);
    }

    private final HealOptions options;
    private final ProgressFile progress;
    private final Trials trials;

    HealRun(HealOptions options, ProgressFile progress, Trials trials) {
        this.options = options;
        this.progress = progress;
        this.trials = trials;
    }

    /** Runs what the progress file does not have yet; the results of all. */
    List<FaultResult> run(Terminal terminal) {
        List<FaultResult> results = new ArrayList<>(progress.read());
        List<PlannedFault> plan = PlannedFault.plan(options.classes(), options.faults(), options.seed());
        long total = (long) plan.size() * options.modes().size();
        if (!results.isEmpty()) {
            terminal.line("Goes on behind " + results.size() + " of " + total + " trials of " + progress.file());
        }
        try (Progress bar = terminal.progress("faults", total)) {
            bar.at(results.size());
            for (PlannedFault fault : plan) {
                for (Mode mode : options.modes()) {
                    if (results.stream().noneMatch(r -> is(r, fault.number(), mode))) {
                        FaultResult result = trials.run(fault, mode);
                        progress.add(result);
                        results.add(result);
                        bar.step();
                    }
                }
            }
        }
        return results;
    }

    private static boolean is(FaultResult r, int number, Mode mode) {
        return r.number() == number && r.mode().equals(mode.key());
    }
}
