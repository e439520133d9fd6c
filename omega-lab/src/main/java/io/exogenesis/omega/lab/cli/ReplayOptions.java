package io.exogenesis.omega.lab.cli;

import io.exogenesis.omega.lab.core.Activity;
import io.exogenesis.omega.lab.replay.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of protocol replay. Each may be a list: every combination is replayed. */
final class ReplayOptions {
    private static final int MOST_EPOCHS = 400;
    private static final int EPOCHS = 12;

    @Option(
            names = "--epochs",
            split = ",",
            paramLabel = "E[,E]",
            description = "replay: epochs of equal numbers of events (default: 12).")
    private @Nullable List<Integer> epochs;

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
    private @Nullable List<String> activities;

    @Option(
            names = "--defence",
            split = ",",
            paramLabel = "on|off",
            description = "replay: the item plane's defence (default: on).")
    private @Nullable List<String> defences;

    @Option(names = "--undefended", description = "replay: as --defence off.")
    private boolean undefended;

    @Option(names = "--no-baselines", description = "replay: without the tuned baselines, which is faster.")
    private boolean withoutBaselines;

    /** @throws UsageException if one of them is named, though nothing is replayed */
    void refuse() {
        String named = epochs != null
                ? "--epochs"
                : activities != null
                        ? "--activity"
                        : defences != null
                                ? "--defence"
                                : undefended ? "--undefended" : withoutBaselines ? "--no-baselines" : "";
        if (!named.isEmpty()) {
            throw new UsageException(named + " is for --protocol replay");
        }
    }

    /** @throws UsageException if something cannot be meant */
    Plan plan(boolean ablation) {
        if (undefended && defences != null) {
            throw new UsageException("--undefended is --defence off: name one of them");
        }
        List<Integer> lengths = epochs == null ? List.of(EPOCHS) : epochs;
        lengths.stream().filter(e -> e < 2 || e > MOST_EPOCHS).findFirst().ifPresent(e -> {
            throw new UsageException("--epochs is between 2 and " + MOST_EPOCHS + ", not " + e);
        });
        List<String> defended = defences == null ? List.of(undefended ? "off" : "on") : defences;
        return new Plan(
                lengths.stream().distinct().toList(),
                activities == null
                        ? List.of(Activity.HALF)
                        : activities.stream()
                                .map(ReplayOptions::activity)
                                .distinct()
                                .toList(),
                defended.stream().map(ReplayOptions::defence).distinct().toList(),
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
