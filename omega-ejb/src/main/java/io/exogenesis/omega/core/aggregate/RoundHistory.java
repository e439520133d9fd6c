package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.RoundRecord;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Past rounds and their decisions. */
@Singleton
public class RoundHistory {
    private final BankStore store;

    @Inject
    public RoundHistory(BankStore store) {
        this.store = store;
    }

    /** Newest first. */
    public List<RoundRecord> list(int limit) {
        return store.rounds(Math.clamp(limit, 1, 1_000));
    }
}
