package io.exogenesis.omega.core.bank;

import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import java.util.Comparator;

/** Where a pattern stands in the order of the bank: by version, then priority, then id. One that changes goes to the end. */
public record PatternPlace(long version, Priority priority, PatternId id) implements Comparable<PatternPlace> {
    private static final Comparator<PatternPlace> ORDER = Comparator.comparingLong(PatternPlace::version)
            .thenComparing(PatternPlace::priority)
            .thenComparing(PatternPlace::id);

    public static PatternPlace of(ConsolidatedPattern p) {
        return new PatternPlace(p.version(), p.priority(), p.id());
    }

    @Override
    public int compareTo(PatternPlace other) {
        return ORDER.compare(this, other);
    }
}
