package io.exogenesis.omega.core.admin;

import io.exogenesis.omega.core.aggregate.RoundHistory;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.BankVersion;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** What the status page begins with. */
@Singleton
public class CoreSummary {
    private final GlobalBank bank;
    private final ViewerDirectory viewers;
    private final RoundHistory rounds;

    @Inject
    public CoreSummary(GlobalBank bank, ViewerDirectory viewers, RoundHistory rounds) {
        this.bank = bank;
        this.viewers = viewers;
        this.rounds = rounds;
    }

    /** The figures of one instant. */
    public record Figures(
            int viewers,
            BankVersion bank,
            int consolidatedPatterns,
            long itemModelVersion,
            int itemModelBytes,
            List<RoundRecord> lastRounds) {}

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
