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

    /** Runs what the progress file does not have yet; one result of each fault in each mode. */
    List<FaultResult> run(Terminal terminal) {
        try (progress) {
            return open(terminal);
        }
    }

    private List<FaultResult> open(Terminal terminal) {
        List<PlannedFault> plan = PlannedFault.plan(options.classes(), options.faults(), options.seed());
        List<FaultResult> results = new ArrayList<>();
        progress.read().stream()
                .filter(r -> isPlanned(r, plan) && results.stream().noneMatch(k -> is(k, r.number(), r.mode())))
                .forEach(results::add);
        long total = (long) plan.size() * options.modes().size();
        if (!results.isEmpty()) {
            terminal.line("Goes on behind " + results.size() + " of " + total + " trials of " + progress.file());
        }
        try (Progress bar = terminal.progress("faults", total)) {
            bar.at(results.size());
            for (PlannedFault fault : plan) {
                for (Mode mode : options.modes()) {
                    if (results.stream().noneMatch(r -> is(r, fault.number(), mode.key()))) {
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

    private static boolean is(FaultResult r, int number, String mode) {
        return r.number() == number && r.mode().equals(mode);
    }

    private boolean isPlanned(FaultResult r, List<PlannedFault> plan) {
        return r.number() >= 1
                && r.number() <= plan.size()
                && plan.get(r.number() - 1).kind().label().equals(r.fault())
                && options.modes().stream().anyMatch(m -> m.key().equals(r.mode()));
    }
}
