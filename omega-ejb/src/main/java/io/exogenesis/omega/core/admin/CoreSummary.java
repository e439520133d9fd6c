package io.exogenesis.omega.core.admin;

import io.exogenesis.omega.core.aggregate.RoundHistory;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.EpochQuota;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.BankVersion;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the status page begins with. */
@Singleton
public class CoreSummary {
    private final GlobalBank bank;
    private final ViewerDirectory viewers;
    private final RoundHistory rounds;
    private final ContributionLedger ledger;
    private final EpochQuota quota;

    @Inject
    public CoreSummary(
            GlobalBank bank,
            ViewerDirectory viewers,
            RoundHistory rounds,
            ContributionLedger ledger,
            EpochQuota quota) {
        this.bank = bank;
        this.viewers = viewers;
        this.rounds = rounds;
        this.ledger = ledger;
        this.quota = quota;
    }

    /** The figures of one instant. */
    public record Figures(
            int viewers,
            BankVersion bank,
            int consolidatedPatterns,
            long itemModelVersion,
            int itemModelBytes,
            List<RoundRecord> lastRounds) {}

    /**
     * How full the running epoch is.
     *
     * @param endsAt empty: with the next round
     * @param contributions that count, of at most {@code ceiling}
     * @param bytes of the log, of at most {@code byteCeiling}
     */
    public record Epoch(
            long number, Optional<Instant> endsAt, long contributions, long ceiling, long bytes, long byteCeiling) {}

    /** Costs the same however many viewers take part. */
    public Epoch epoch() {
        return new Epoch(
                ledger.epoch().number(),
                quota.endsAt(),
                ledger.live(),
                quota.ceiling().contributions(),
                ledger.epochBytes(),
                quota.ceiling().bytes());
    }

    public Figures figures(int roundLimit) {
        return new Figures(
                viewers.count(),
                bank.contents().version(),
                bank.size(),
                bank.itemModel().map(m -> m.version()).orElse(0L),
                bank.itemModel().map(m -> m.bytes().length).orElse(0),
                rounds.latest(roundLimit));
    }
}
