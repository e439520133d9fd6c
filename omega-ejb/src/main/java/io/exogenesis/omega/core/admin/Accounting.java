package io.exogenesis.omega.core.admin;

import io.exogenesis.omega.core.ingest.AccountTotals;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.ViewerId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The books for the operator: every acknowledged contribution is decided exactly once, or still pending. */
@Singleton
public class Accounting {
    private final ContributionLedger ledger;
    private final ViewerDirectory viewers;

    @Inject
    public Accounting(ContributionLedger ledger, ViewerDirectory viewers) {
        this.ledger = ledger;
        this.viewers = viewers;
    }

    /** Of all viewers. */
    public Report total() {
        return Report.of(viewers.count(), ledger.totals());
    }

    /** Of one viewer; all zero for an unknown one. */
    public Report of(ViewerId viewer) {
        return Report.of(viewers.mayTakePart(viewer) ? 1 : 0, ledger.totals(viewer));
    }

    /**
     * {@code acknowledged = decided.admitted + decided.refused + decided.expired + pending}.
     *
     * @param duplicateFrames contributions that came again after they had been acknowledged
     */
    public record Report(int viewers, long acknowledged, Decided decided, long pending, long duplicateFrames) {
        static Report of(int viewers, AccountTotals t) {
            return new Report(
                    viewers,
                    t.acknowledged(),
                    new Decided(t.admitted(), t.refused(), t.expired()),
                    t.pending(),
                    t.duplicates());
        }
    }

    /** By the way it ended. */
    public record Decided(long admitted, long refused, long expired) {}
}
