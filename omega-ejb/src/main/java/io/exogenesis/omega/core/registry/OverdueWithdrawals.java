package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.ViewerId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Withdraws what should be withdrawn already. The registry is written before trends and the log, so a crash or a full disk in
 * between leaves raw contributions that the stored consents do not cover; no round may count them. An earlier release took
 * samples of up to 200 titles under the consent to 50; those are found here, too.
 */
@Singleton
public class OverdueWithdrawals {
    private final ViewerDirectory viewers;
    private final ContributionLedger ledger;
    private final Insights insights;

    @Inject
    public OverdueWithdrawals(ViewerDirectory viewers, ContributionLedger ledger, Insights insights) {
        this.viewers = viewers;
        this.ledger = ledger;
        this.insights = insights;
    }

    /** Looks at every viewer with raw contributions; writes nothing if all are covered. Returns how many were erased. */
    public int run() {
        int erased = 0;
        List<ViewerId> met = new ArrayList<>();
        for (ViewerId viewer : ledger.uncovered(viewers::consents)) {
            // Asked again in order: an owner who consented meanwhile keeps what came since.
            int ofViewer = viewers.inOrder(viewer, () -> ledger.withdraw(viewer, viewers.consents(viewer)));
            if (ofViewer > 0) {
                met.add(viewer);
                erased += ofViewer;
            }
        }
        if (erased > 0) {
            // All together: each time is a file of all viewers. Who withdrew something else begins anew in trends, too.
            insights.forget(met);
            System.getLogger(getClass().getName())
                    .log(
                            Level.WARNING,
                            "{0} contributions of {1} viewers were erased that no consent covers: a withdrawal was interrupted,"
                                    + " or an earlier release took larger samples than agreed to",
                            erased,
                            met.size());
        }
        return erased;
    }
}
