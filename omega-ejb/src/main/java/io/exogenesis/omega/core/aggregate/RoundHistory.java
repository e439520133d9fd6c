package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.PatternDecision;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.model.PatternId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Past rounds and their decisions. */
@Singleton
public class RoundHistory {
    private static final int MOST = 1_000;

    private final BankStore store;
    private volatile Shown shown = new Shown(-1, 0, List.of());

    /** What {@link #latest} read after a round. */
    private record Shown(long round, int limit, List<RoundRecord> rounds) {}

    @Inject
    public RoundHistory(BankStore store) {
        this.store = store;
    }

    /** Newest first, with as many decisions as a page shows. */
    public List<RoundRecord> list(int limit) {
        return store.rounds(Math.clamp(limit, 1, MOST), RoundRecord.LARGEST);
    }

    /** The same, read once a round however often it is asked for: for a page that refreshes itself. */
    public List<RoundRecord> latest(int limit) {
        long newest = store.head().round();
        Shown known = shown;
        if (known.round != newest || known.limit != limit) {
            known = new Shown(newest, limit, list(limit));
            shown = known;
        }
        return known.rounds;
    }

    /** One round with all decisions that are kept of it. */
    public Optional<RoundRecord> round(long number) {
        return store.round(number);
    }

    /** Why a pattern of the bank, or one that has left it, stands where it stands: newest first, empty for one nobody knows. */
    public List<PatternDecision> decisions(PatternId pattern, int limit) {
        return store.decisions(pattern, Math.clamp(limit, 1, MOST));
    }
}
