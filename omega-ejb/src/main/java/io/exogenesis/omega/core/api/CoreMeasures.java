package io.exogenesis.omega.core.api;

import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.aggregate.EpochControl;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.ConsolidatedPattern;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the figures where they are counted. */
@Singleton
public class CoreMeasures {
    private final CoreSettings settings;
    private final CoreMetrics metrics;
    private final Accounting accounting;
    private final ContributionLedger ledger;
    private final GlobalBank bank;
    private final ViewerDirectory viewers;
    private final EnrolmentCodes codes;
    private final EpochControl epoch;
    private final InstantSource clock;

    @Inject
    public CoreMeasures(
            CoreSettings settings,
            CoreMetrics metrics,
            Accounting accounting,
            ContributionLedger ledger,
            GlobalBank bank,
            ViewerDirectory viewers,
            EnrolmentCodes codes,
            EpochControl epoch,
            InstantSource clock) {
        this.settings = settings;
        this.metrics = metrics;
        this.accounting = accounting;
        this.ledger = ledger;
        this.bank = bank;
        this.viewers = viewers;
        this.codes = codes;
        this.epoch = epoch;
        this.clock = clock;
    }

    ExogenesisMetrics all() {
        Accounting.Report books = accounting.total();
        return new ExogenesisMetrics(
                settings.server().coordinatorId(),
                new ExogenesisMetrics.Viewer(
                        active(),
                        ledger.live(),
                        books.acknowledged(),
                        metrics.timed(Metric.SESSION_SECONDS).mean(),
                        known(metrics.accuracy())),
                new ExogenesisMetrics.Omega(
                        books.acknowledged(),
                        bank.size(),
                        consensusRate(books),
                        metrics.timed(Metric.ROUND_SECONDS).mean(),
                        metrics.timed(Metric.DISTRIBUTION_SECONDS).mean()),
                network());
    }

    private ExogenesisMetrics.Network network() {
        return new ExogenesisMetrics.Network(
                share(metrics.counted(Metric.SYNC_REQUESTS, "ok"), metrics.counted(Metric.SYNC_REQUESTS, "")),
                metrics.timed(Metric.SYNC_SECONDS).mean(),
                metrics.counted(Metric.SYNC_BYTES, ""),
                whole(metrics.measured(Metric.QUIC_STREAMS_FAILED)));
    }

    ViewerNetworkStats viewers() {
        return new ViewerNetworkStats(
                settings.server().coordinatorId(),
                viewers.count(),
                settings.registry().maxViewers(),
                viewers.suspended(),
                viewers.removed(),
                active(),
                viewers.activity().size(),
                codes.open(),
                network());
    }

    PatternStats patterns() {
        List<ConsolidatedPattern> all = bank.contents().patterns();
        Accounting.Report books = accounting.total();
        return new PatternStats(
                settings.server().coordinatorId(),
                bank.contents().version(),
                epoch.status(0).patterns(),
                books,
                all.size(),
                counts(all, ConsolidatedPattern::taskType),
                counts(all, ConsolidatedPattern::admission),
                counts(all, ConsolidatedPattern::priority),
                all.stream().mapToDouble(ConsolidatedPattern::successRate).average(),
                all.stream().mapToInt(ConsolidatedPattern::supporters).average(),
                consensusRate(books));
    }

    private static <K> Map<K, Long> counts(List<ConsolidatedPattern> all, Function<ConsolidatedPattern, K> by) {
        return all.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
    }

    private int active() {
        return viewers.active(clock.instant());
    }

    private static OptionalDouble consensusRate(Accounting.Report books) {
        Accounting.Decided d = books.decided();
        return share(d.admitted(), d.admitted() + d.refused() + d.expired());
    }

    private static OptionalDouble share(long part, long of) {
        return of == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / of);
    }

    private static OptionalDouble known(double gauge) {
        return Double.isNaN(gauge) ? OptionalDouble.empty() : OptionalDouble.of(gauge);
    }

    private static long whole(double gauge) {
        return Double.isNaN(gauge) ? 0 : (long) gauge;
    }
}
