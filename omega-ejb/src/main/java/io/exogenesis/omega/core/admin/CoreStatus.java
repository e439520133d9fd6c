package io.exogenesis.omega.core.admin;

import io.exogenesis.omega.core.aggregate.RoundHistory;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.CatalogueStatus;
import io.exogenesis.omega.core.catalogue.EmbedderRoom;
import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.vector.EmbedderUnavailableException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The truth about the Core, for health checks and the status page. Each check looks; none remembers. */
@Singleton
public class CoreStatus {
    private final CoreLifecycle lifecycle;
    private final BankStore store;
    private final ContributionLog log;
    private final GlobalBank bank;
    private final Catalogue catalogue;
    private final EmbedderRoom embedders;
    private final ViewerDirectory viewers;
    private final RoundHistory rounds;

    @Inject
    public CoreStatus(
            CoreLifecycle lifecycle,
            BankStore store,
            ContributionLog log,
            GlobalBank bank,
            Catalogue catalogue,
            EmbedderRoom embedders,
            ViewerDirectory viewers,
            RoundHistory rounds) {
        this.lifecycle = lifecycle;
        this.store = store;
        this.log = log;
        this.bank = bank;
        this.catalogue = catalogue;
        this.embedders = embedders;
        this.viewers = viewers;
        this.rounds = rounds;
    }

    /** One check of health. */
    public record Check(String name, boolean up, String detail) {}

    /** What the status page begins with. */
    public record Summary(
            int viewers,
            BankVersion bank,
            int consolidatedPatterns,
            long itemModelVersion,
            int itemModelBytes,
            CatalogueStatus catalogue,
            List<RoundRecord> lastRounds) {}

    public boolean isStarted() {
        return lifecycle.isStarted();
    }

    /** Reads the bank's head. */
    public Check database() {
        try {
            return new Check(
                    "database", true, "bank version " + store.head().version().number());
        } catch (RuntimeException e) {
            return new Check("database", false, String.valueOf(e.getMessage()));
        }
    }

    /** Whether contributions can be made durable. */
    public Check journal() {
        return new Check("journal", log.writable(), log.describe());
    }

    /** Whether every pattern of the bank is in the index. */
    public Check index() {
        int surplus = bank.indexSurplus();
        int patterns = bank.size();
        return new Check(
                "index", isStarted() && surplus == 0, patterns + surplus + " of " + patterns + " patterns indexed");
    }

    /** Loads it if it was not needed yet. */
    public Check embedder() {
        try {
            return new Check("embedder", true, embedders.get().name());
        } catch (EmbedderUnavailableException e) {
            return new Check("embedder", false, String.valueOf(e.getMessage()));
        }
    }

    /** Not part of readiness: a Core whose titles are still being embedded takes contributions. */
    public Check catalogue() {
        CatalogueStatus s = catalogue.status();
        return new Check(
                "catalogue",
                s.state() != CatalogueStatus.State.FAILED,
                s.state() + ", " + s.embedded() + " of " + s.items() + " titles embedded"
                        + (s.message().isEmpty() ? "" : ": " + s.message()));
    }

    /** All that the Core itself can tell; the ports are checked by who opened them. */
    public List<Check> checks() {
        return List.of(database(), journal(), index(), embedder());
    }

    public Summary summary(int roundLimit) {
        return new Summary(
                viewers.count(),
                bank.contents().version(),
                bank.size(),
                bank.itemModel().map(m -> m.version()).orElse(0L),
                bank.itemModel().map(m -> m.bytes().length).orElse(0),
                catalogue.status(),
                rounds.list(roundLimit));
    }
}
