package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.PatternDecision;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.model.PatternId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Past rounds and their decisions. */
@Singleton
public class RoundHistory {
    private static final int MOST = 1_000;

    private final BankStore store;

    @Inject
    public RoundHistory(BankStore store) {
        this.store = store;
    }

    /** Newest first. */
    public List<RoundRecord> list(int limit) {
        return store.rounds(Math.clamp(limit, 1, MOST));
    }

    /** Why a pattern of the bank, or one that has left it, stands where it stands: newest first, empty for one nobody knows. */
    public List<PatternDecision> decisions(PatternId pattern, int limit) {
        return store.decisions(pattern, Math.clamp(limit, 1, MOST));
    }
}
