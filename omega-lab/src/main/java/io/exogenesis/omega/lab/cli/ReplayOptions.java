package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.core.Activity;
import io.exogenesis.omega.lab.replay.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Options of protocol replay. Each may be a list: every combination is replayed. */
final class ReplayOptions {
    private static final int MOST_EPOCHS = 400;

    @Option(
            names = "--epochs",
            split = ",",
            paramLabel = "E[,E]",
            description = "replay: epochs of equal numbers of events (default: 12).")
    private List<Integer> epochs = List.of(12);

    /*
     * A half by default: whether a device is on follows its owner's day and not the owner's ratings. Of the two extremes one says
     * that nobody's device is ever on without a rating, the other that everybody's always is.
     */
    @Option(
            names = "--activity",
            split = ",",
            paramLabel = "on-change|half|all",
            description =
                    "replay: which devices without new events are on: none, every second one, all (default: half).")
    private List<String> activities = List.of(Activity.HALF.label());

    @Option(
            names = "--defence",
            split = ",",
            paramLabel = "on|off",
            description = "replay: the item plane's defence (default: on).")
    private List<String> defences = List.of("on");

    @Option(names = "--undefended", description = "replay: as --defence off.")
    private boolean undefended;

    @Option(names = "--no-baselines", description = "replay: without the tuned baselines, which is faster.")
    private boolean withoutBaselines;

    /** @throws UsageException if something cannot be meant */
    Plan plan(boolean ablation) {
        epochs.stream().filter(e -> e < 2 || e > MOST_EPOCHS).findFirst().ifPresent(e -> {
            throw new UsageException("--epochs is between 2 and " + MOST_EPOCHS + ", not " + e);
        });
        return new Plan(
                epochs.stream().distinct().toList(),
                activities.stream().map(ReplayOptions::activity).distinct().toList(),
                undefended
                        ? List.of(false)
                        : defences.stream()
                                .map(ReplayOptions::defence)
                                .distinct()
                                .toList(),
                !withoutBaselines,
                ablation);
    }

    private static Activity activity(String name) {
        return Arrays.stream(Activity.values())
                .filter(a -> a.label().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("--activity is some of "
                        + Arrays.stream(Activity.values()).map(Activity::label).collect(Collectors.joining(", "))
                        + ", not " + name));
    }

    private static boolean defence(String name) {
        return switch (name.toLowerCase(java.util.Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new UsageException("--defence is on, off or both with a comma, not " + name);
        };
    }
}
