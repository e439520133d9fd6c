package io.exogenesis.omega.core.bank;

import io.exogenesis.omega.core.port.BankStore.Removal;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The changes of a round with the versions they get, see {@link BankContents}.
 *
 * @param version of the bank after them; unchanged when there are none
 */
public record BankChanges(long version, List<ConsolidatedPattern> upserts, List<Removal> removals) {
    public BankChanges {
        upserts = List.copyOf(upserts);
        removals = List.copyOf(removals);
    }

    /** Gives each change a version of its own behind {@code before}: removals and the most important upserts first. */
    public static BankChanges number(long before, List<ConsolidatedPattern> upserts, List<PatternId> removed) {
        long version = before;
        List<Removal> removals = new ArrayList<>();
        for (PatternId id : removed) {
            removals.add(new Removal(id, ++version));
        }
        List<ConsolidatedPattern> numbered = new ArrayList<>();
        for (ConsolidatedPattern p : upserts.stream()
                .sorted(Comparator.comparing(ConsolidatedPattern::priority).thenComparing(ConsolidatedPattern::id))
                .toList()) {
            numbered.add(p.withVersion(++version));
        }
        return new BankChanges(version, numbered, removals);
    }
}
