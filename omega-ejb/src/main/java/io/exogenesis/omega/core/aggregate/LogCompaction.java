package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.LedgerSnapshot;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.LogEntry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Erases withdrawn contributions from the disk, not only from the books: what still counts is written again behind a border,
 * the head is moved there, and everything before it is deleted.
 *
 * <p>A crash in between leaves a contribution in the log twice, which counts once, since (viewer, seq) identifies it. Pushes
 * go on meanwhile.
 */
@Singleton
public class LogCompaction {
    /** Entries of one append: some hundred kilobytes. */
    private static final int BATCH = 500;

    private final RoundRunner.Stores stores;
    private final ContributionLedger ledger;
    private final RoundRunner rounds;

    @Inject
    public LogCompaction(
            BankStore bank, BlobStore blobs, ContributionLog log, ContributionLedger ledger, RoundRunner rounds) {
        this.stores = new RoundRunner.Stores(bank, blobs, log);
        this.ledger = ledger;
        this.rounds = rounds;
    }

    /**
     * Erases if something was withdrawn since the last time; what fails is due again. Nothing while the log is not writable.
     *
     * @return how many contributions
     */
    public int runIfDue() {
        if (!stores.log().writable() || !ledger.takeErasureDue()) {
            return 0;
        }
        boolean done = false;
        try {
            int erased = rounds.alone(this::compact);
            done = true;
            return erased;
        } finally {
            if (!done) {
                ledger.erasureStillDue();
            }
        }
    }

    private int compact() {
        BankHead head = stores.bank().head();
        EpochContributions found = EpochContributions.read(stores.log(), head, ledger.snapshot(false));
        if (found.withdrawn() == 0) {
            return 0;
        }
        LedgerSnapshot books = ledger.snapshot(true);
        EpochContributions epoch = EpochContributions.read(stores.log(), head, books);
        List<LogEntry> live = epoch.live();
        for (int from = 0; from < live.size(); from += BATCH) {
            stores.log().append(live.subList(from, Math.min(live.size(), from + BATCH)));
        }
        BankHead moved = movedTo(head, books.position());
        stores.blobs().write(moved.ledgerBlob(), books.encode());
        if (head.round() > 0) {
            stores.blobs().write(moved.learnerBlob(), stores.blobs().read(head.learnerBlob()));
            stores.blobs().write(moved.insightBlob(), rounds.insights().encode());
        }
        stores.bank().relocate(head, moved);
        stores.log().discardBefore(moved.epochStart());
        stores.blobs().retain(moved.blobs());
        System.getLogger(getClass().getName())
                .log(
                        Level.INFO,
                        "{0} withdrawn contributions were erased from the log, {1} others were kept",
                        epoch.withdrawn(),
                        live.size());
        return epoch.withdrawn();
    }

    private static BankHead movedTo(BankHead head, long position) {
        return new BankHead(
                head.version(),
                head.round(),
                head.epoch(),
                head.epochStartedAt(),
                position,
                position,
                "round-" + head.round() + "-at-" + position,
                head.itemModel(),
                head.forgotten());
    }
}
