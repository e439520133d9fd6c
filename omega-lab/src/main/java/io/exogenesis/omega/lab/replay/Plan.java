package io.exogenesis.omega.lab.replay;

import io.exogenesis.omega.lab.core.Activity;
import java.util.List;

/**
 * Which replays are made: each number of epochs with each activity and each defence, in this order.
 *
 * @param epochs each at least 2
 * @param defences on and off
 * @param baselines whether the tuned ones stand beside; popularity does in any case
 * @param ablation whether the first replay is also asked what each part of a list is worth, and the one with the most epochs what
 *     consolidated patterns are, with the defence on if there is such
 */
public record Plan(
        List<Integer> epochs, List<Activity> activities, List<Boolean> defences, boolean baselines, boolean ablation) {
    public Plan {
        epochs = List.copyOf(epochs);
        activities = List.copyOf(activities);
        defences = List.copyOf(defences);
    }
}
