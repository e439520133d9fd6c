package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.ViewerId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;

/**
 * Withdraws what should be withdrawn already. The registry is written before the log, so a crash or a full disk between the
 * two leaves raw contributions that the stored consents do not cover; no round may count them.
 */
@Singleton
public class OverdueWithdrawals {
    private final ViewerDirectory viewers;
    private final ContributionLedger ledger;

    @Inject
    public OverdueWithdrawals(ViewerDirectory viewers, ContributionLedger ledger) {
        this.viewers = viewers;
        this.ledger = ledger;
    }

    /** Looks at every viewer with raw contributions; writes nothing if all are covered. Returns how many were erased. */
    public int run() {
        int erased = 0;
        for (ViewerId viewer : ledger.uncovered(viewers::consents)) {
            // Asked again in order: an owner who consented meanwhile keeps what came since.
            erased += viewers.inOrder(
                    viewer, () -> ledger.withdraw(viewer, ContributionLedger.kindsWithout(viewers.consents(viewer))));
        }
        if (erased > 0) {
            System.getLogger(getClass().getName())
                    .log(Level.WARNING, "{0} contributions were erased whose withdrawal had been interrupted", erased);
        }
        return erased;
    }
}
