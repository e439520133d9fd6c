package io.exogenesis.omega.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of what was shown since the last report: counts only, without times. It leaves the device with the audit consent
 * and can lower what others claim, never raise it. Each title and each pattern once, at least one of them.
 */
public record Outcomes(List<ItemOutcome> items, List<PatternOutcome> patterns) {
    /** Titles in one report. */
    public static final int MAX_ITEMS = 64;
    /** Patterns in one report. */
    public static final int MAX_PATTERNS = 64;

    public Outcomes {
        items = List.copyOf(items);
        patterns = List.copyOf(patterns);
        if (items.isEmpty() && patterns.isEmpty()) {
            throw new InvalidValueException("a report of outcomes names at least one title or pattern");
        }
        if (items.size() > MAX_ITEMS || patterns.size() > MAX_PATTERNS) {
            throw new InvalidValueException("a report of outcomes has at most " + MAX_ITEMS + " titles and "
                    + MAX_PATTERNS + " patterns, not " + items.size() + " and " + patterns.size());
        }
        Set<Object> seen = new HashSet<>();
        items.forEach(i -> once(seen, i.item()));
        patterns.forEach(p -> once(seen, p.pattern()));
    }

    private static void once(Set<Object> seen, Object id) {
        if (!seen.add(id)) {
            throw new InvalidValueException("a report of outcomes names something twice: " + id);
        }
    }

    static void checkCounts(int shown, int taken, String what) {
        if (shown < 1 || shown > ItemOutcome.MAX_SHOWN || taken < 0 || taken > shown) {
            throw new InvalidValueException("an outcome has 1 to " + ItemOutcome.MAX_SHOWN
                    + " showings and at most as many " + what + ", not " + shown + " and " + taken);
        }
    }
}
