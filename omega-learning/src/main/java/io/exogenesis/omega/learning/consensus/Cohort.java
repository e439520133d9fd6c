package io.exogenesis.omega.learning.consensus;

import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PatternOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The audit cohort of one epoch: who reported, and what. Viewers are known by keyed pseudonyms. */
public final class Cohort {
    /** Showings of one viewer that count for the base rate: who shows more has no larger voice. */
    private static final int MAX_SHOWINGS = 100;
    /** Viewers with fewer showings say too little of a rate that is often below a tenth. */
    private static final int MIN_SHOWINGS = 10;

    private final SortedMap<String, int[]> items = new TreeMap<>();
    private final Map<PatternId, SortedMap<String, List<PatternOutcome>>> patterns = new HashMap<>();

    /** Drawn from anew when somebody joins or leaves. */
    private @Nullable Lottery lottery;

    /** Takes one report. Reports of one viewer add up, in the order in which they are taken. */
    public void add(String pseudonym, Outcomes outcomes) {
        int[] own = items.computeIfAbsent(pseudonym, p -> {
            lottery = null;
            return new int[2];
        });
        outcomes.items().forEach(i -> {
            own[0] += i.shown();
            own[1] += i.watched();
        });
        outcomes.patterns()
                .forEach(p -> patterns.computeIfAbsent(p.pattern(), id -> new TreeMap<>())
                        .computeIfAbsent(pseudonym, v -> new ArrayList<>())
                        .add(p));
    }

    /** Forgets what this viewer reported. */
    public void remove(String pseudonym) {
        items.remove(pseudonym);
        patterns.values().removeIf(of -> of.remove(pseudonym) != null && of.isEmpty());
        lottery = null;
    }

    /** All who reported anything, ascending. */
    public List<String> members() {
        return lottery().members();
    }

    Lottery lottery() {
        Lottery current = lottery;
        if (current == null) {
            current = new Lottery(items.keySet());
            lottery = current;
        }
        return current;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    public boolean has(String pseudonym) {
        return items.containsKey(pseudonym);
    }

    /** What this viewer reported of a pattern, in order. */
    List<PatternOutcome> reports(PatternId pattern, String pseudonym) {
        return patterns.getOrDefault(pattern, Collections.emptySortedMap()).getOrDefault(pseudonym, List.of());
    }

    /**
     * p0: share of shown titles that were watched, over the middle of the viewers. As many as there may be liars are left out at
     * either end, since a base rate that liars could raise would make juries ask too much of honest patterns.
     *
     * @return empty if nobody has seen enough titles
     */
    public OptionalDouble baseRate(double tolerance) {
        List<int[]> rates = items.values().stream()
                .filter(c -> c[0] >= MIN_SHOWINGS)
                .sorted((a, b) -> Long.compare((long) a[1] * b[0], (long) b[1] * a[0]))
                .toList();
        int cut = Math.min((int) Math.ceil(tolerance * rates.size()), (rates.size() - 1) / 2);
        double shown = 0;
        double watched = 0;
        for (int[] c : rates.subList(Math.max(0, cut), rates.size() - Math.max(0, cut))) {
            double weight = Math.min(1, (double) MAX_SHOWINGS / c[0]);
            shown += weight * c[0];
            watched += weight * c[1];
        }
        return shown > 0 ? OptionalDouble.of(watched / shown) : OptionalDouble.empty();
    }
}
