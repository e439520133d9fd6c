package io.exogenesis.omega.core.admin;

import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.EpochUsage;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The viewers who report what became of showings, as sums: the Core ties no viewer to a title or pattern that it judged. */
@Singleton
public class AuditCohort {
    private final ViewerDirectory viewers;
    private final ContributionLedger ledger;
    private final CoreMetrics metrics;

    @Inject
    public AuditCohort(ViewerDirectory viewers, ContributionLedger ledger, CoreMetrics metrics) {
        this.viewers = viewers;
        this.ledger = ledger;
        this.metrics = metrics;
    }

    /**
     * The cohort at this instant.
     *
     * @param consenting viewers whose owners agree to audit
     * @param reportsOfEpoch reports that count in the running epoch
     * @param reports admitted since the Core started
     * @param shown showings of titles in these
     * @param watched how many of the showings ended in a watch
     */
    public record Figures(int consenting, long reportsOfEpoch, long reports, long shown, long watched) {}

    /** Looks at every viewer and at every account. */
    public Figures figures() {
        return new Figures(
                viewers.auditing(),
                ledger.usage().stream()
                        .map(EpochUsage.Of::usage)
                        .mapToLong(EpochUsage::reports)
                        .sum(),
                metrics.counted(Metric.AUDIT_REPORTS, ""),
                metrics.counted(Metric.AUDIT_TITLES, "shown"),
                metrics.counted(Metric.AUDIT_TITLES, "watched"));
    }
}
