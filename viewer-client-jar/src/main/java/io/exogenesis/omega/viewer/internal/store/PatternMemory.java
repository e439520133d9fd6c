package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PullFilter;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The viewer's own patterns and the bank's, side by side as they came. Folded from records; not thread-safe: its owner
 * guards it. Who prevails where both speak of one taste is decided when they are read ({@link ConflictResolver}), so that
 * another strategy needs no new sync.
 */
final class PatternMemory {
    /** Least supported first, then by id: what goes when there is no more room. */
    private static final Comparator<ConsolidatedPattern> LEAST_VALUABLE =
            Comparator.comparingInt(ConsolidatedPattern::supporters).thenComparing(ConsolidatedPattern::id);

    private final int limit;
    private final Map<PatternId, ExogenesisPattern> local = new LinkedHashMap<>();
    private final Map<PatternId, ConsolidatedPattern> bank = new LinkedHashMap<>();
    private BankVersion version = BankVersion.NONE;
    private PullFilter filter = PullFilter.ALL;

    PatternMemory(int limit) {
        this.limit = limit;
    }

    void learned(List<ExogenesisPattern> patterns) {
        local.clear();
        patterns.forEach(p -> local.put(p.id(), p));
        prune();
    }

    void apply(BankDelta delta) {
        if (delta.snapshot()) {
            bank.clear();
        }
        delta.removals().forEach(bank::remove);
        delta.upserts().forEach(p -> bank.put(p.id(), p));
        version = delta.upTo();
        prune();
    }

    /** From now on only this of the bank is wanted; what the former filter left out comes with a pull from the beginning. */
    void filter(PullFilter wanted) {
        filter = wanted;
        bank.values().removeIf(p -> !wanted.wants(p));
        version = BankVersion.NONE;
    }

    PullFilter filter() {
        return filter;
    }

    /** There was room for more, and everything is wanted. */
    boolean wholeBank() {
        return filter.equals(PullFilter.ALL) && local.size() + bank.size() < limit;
    }

    private void prune() {
        int surplus = local.size() + bank.size() - limit;
        if (surplus > 0) {
            bank.values().stream()
                    .sorted(LEAST_VALUABLE)
                    .limit(surplus)
                    .toList()
                    .forEach(p -> bank.remove(p.id()));
        }
    }

    Collection<ExogenesisPattern> local() {
        return List.copyOf(local.values());
    }

    Collection<ConsolidatedPattern> bank() {
        return List.copyOf(bank.values());
    }

    BankVersion version() {
        return version;
    }
}
