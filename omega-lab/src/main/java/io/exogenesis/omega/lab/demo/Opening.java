package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import java.util.ArrayList;
import java.util.List;

/**
 * What a demonstration says of its viewers before anything starts.
 *
 * @param lines for the terminal
 * @param unmeasured what it says at its end where there is no table of accuracy
 */
record Opening(List<String> lines, String unmeasured) {
    Opening {
        lines = List.copyOf(lines);
    }

    static Opening of(Dataset data, List<LastSplit.Part> parts, DemoOptions.Holdout holdout) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + data.viewers().size() + " viewers, " + data.items().size() + " titles, " + data.events()
                + " ratings: " + data.name() + ".");
        if (data.simulated()) {
            lines.add("  The titles are real. What the viewers do is SIMULATED; --ratings DIR replays real histories.");
        }
        if (holdout == DemoOptions.Holdout.NONE) {
            return new Opening(lines, "No accuracy: --holdout none keeps nothing back.");
        }
        long held = parts.stream().filter(p -> p.target().isPresent()).count();
        String why = LastSplit.why(data);
        if (held == 0) {
            lines.add("  Nothing is held out and no accuracy will be measured: " + why + ".");
        } else {
            lines.add("  For " + held
                    + " of them the last title they liked is held out, with all that came after: neither"
                    + " their agent nor the Core");
            lines.add("  ever hears of it. A good recommender ranks exactly that title high.");
        }
        return new Opening(lines, "No accuracy: " + why + ".");
    }
}
