package io.exogenesis.omega.core.healing.sense;

import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.bank.PatternFilter;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Recall@10 of the bank's index, by looking for a stored pattern in it and, to compare, in the bank itself. One pattern each
 * {@value #PERIOD} ticks, the next one each time: the exact search reads the whole bank, some milliseconds for ten thousand patterns.
 */
final class RecallProbe {
    static final int PERIOD = 5;
    private static final int NEIGHBOURS = 10;

    private final GlobalBank bank;
    private int tick;
    private int next;
    private double recall = Double.NaN;

    RecallProbe(GlobalBank bank) {
        this.bank = bank;
    }

    /** Of the newest probe; NaN while the bank is empty. */
    double read() {
        if (tick++ % PERIOD == 0) {
            recall = probe();
        }
        return recall;
    }

    private double probe() {
        if (bank.size() == 0) {
            return Double.NaN;
        }
        List<ConsolidatedPattern> all = bank.contents().patterns();
        Embedding query = all.get(Math.floorMod(next++, all.size())).embedding();
        // Patterns as near as the tenth are as good: the order among equals means nothing.
        double tenth = all.stream()
                .map(p -> query.cosine(p.embedding()))
                .sorted(Comparator.reverseOrder())
                .limit(NEIGHBOURS)
                .reduce((a, b) -> b)
                .orElseThrow();
        Set<String> found = bank.search(query, NEIGHBOURS, PatternFilter.ALL).stream()
                .filter(f -> f.cosine() >= tenth - 1e-4)
                .map(f -> f.pattern().id().value())
                .collect(Collectors.toCollection(HashSet::new));
        return found.size() / (double) Math.min(NEIGHBOURS, all.size());
    }
}
