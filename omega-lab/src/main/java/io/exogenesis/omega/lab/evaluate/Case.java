package io.exogenesis.omega.lab.evaluate;

import io.exogenesis.omega.lab.data.RatingEvent;
import java.util.BitSet;
import java.util.List;

/**
 * One viewer's part of a split.
 *
 * @param viewer as the data set names it
 * @param train what the models learn from, oldest first
 * @param known what the viewer's own agent knows when it is asked, oldest first
 * @param targets held-out items, each once, none of them known; empty if the viewer only trains
 */
public record Case(String viewer, List<RatingEvent> train, List<RatingEvent> known, List<Integer> targets) {
    public Case {
        train = List.copyOf(train);
        known = List.copyOf(known);
        targets = List.copyOf(targets);
    }

    public boolean tested() {
        return !targets.isEmpty();
    }

    /** Items that are no candidates. */
    public BitSet seen() {
        BitSet out = new BitSet();
        known.forEach(e -> out.set(e.item()));
        return out;
    }
}
