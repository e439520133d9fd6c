package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.Outcomes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts what viewers report of themselves with a consent to it: how long they watched, and what of the recommended they took.
 * Sums only; nothing here is kept by viewer. A liar moves these figures, so no decision rests on them.
 */
@Singleton
public class ReportMetrics {
    private final CoreMetrics metrics;

    @Inject
    public ReportMetrics(CoreMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * Counts the reports of one push.
     *
     * @param known sequence number up to which contributions had been taken before: they are counted once
     * @param refused those of the push that count for nothing
     */
    void count(List<Incoming> push, long known, List<PushOutcome.Refused> refused) {
        Set<Long> without = refused.stream().map(PushOutcome.Refused::seq).collect(Collectors.toSet());
        for (Incoming each : push) {
            if (each instanceof Incoming.Good good && each.seq() > known && !without.contains(each.seq())) {
                count(good.contribution().payload());
            }
        }
    }

    private void count(Contribution.Payload payload) {
        switch (payload) {
            case Contribution.OfOutcomes o -> count(o.outcomes());
            case Contribution.OfSession s ->
                metrics.time(
                        Metric.SESSION_SECONDS, Duration.ofSeconds(s.summary().watchedSeconds()));
            case Contribution.OfPattern p -> {}
            case Contribution.OfSample s -> {}
        }
    }

    private void count(Outcomes outcomes) {
        metrics.count(Metric.AUDIT_REPORTS, "", 1);
        for (ItemOutcome title : outcomes.items()) {
            metrics.count(Metric.AUDIT_TITLES, "shown", title.shown());
            metrics.count(Metric.AUDIT_TITLES, "watched", title.watched());
        }
    }
}
