package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.aggregate.RoundDecide.Decided;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.LedgerChange;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.learning.round.RoundState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.util.Set;

/** The files that a head names, before its transaction; and the end of those that none names, behind it. */
@Singleton
public class RoundFiles {
    private static final System.Logger LOG = System.getLogger(RoundFiles.class.getName());

    private final BlobStore blobs;
    private final ContributionLog log;
    private final ContributionLedger ledger;

    @Inject
    public RoundFiles(BlobStore blobs, ContributionLog log, ContributionLedger ledger) {
        this.blobs = blobs;
        this.log = log;
        this.ledger = ledger;
    }

    void write(Decided round) {
        BankHead after = round.after();
        ledger.write(round.books());
        blobs.write(after.learnerBlob(), round.result().after().encode());
        round.model().ifPresent(m -> {
            blobs.write(BankHead.itemModelBlob(m.version()), m.bytes());
            blobs.write(BankHead.itemModelChainBlob(m.version()), m.chain().bytes());
        });
        blobs.write(after.insightBlob(), round.insight().encode());
    }

    /** For a head of the same round with another name. */
    void writeMoved(BankHead before, LedgerChange change, Insights.Prepared insight) {
        BankHead after = change.after();
        ledger.write(change);
        if (before.round() > 0) {
            blobs.write(after.learnerBlob(), blobs.read(before.learnerBlob()));
            blobs.write(after.insightBlob(), insight.encode());
        }
    }

    /** For a head of the same round and of another bank, which is empty. */
    void writeRenewed(BankHead before, LedgerChange change, Insights.Prepared insight) {
        BankHead after = change.after();
        ledger.write(change);
        if (before.round() > 0) {
            RoundState state = RoundState.decode(blobs.read(before.learnerBlob()));
            blobs.write(after.learnerBlob(), state.withoutPatterns().encode());
            blobs.write(after.insightBlob(), insight.encode());
        }
    }

    /**
     * Deletes what no head needs any more; what fails is found again after the next round or at the next start.
     *
     * @param formerModel version of an item model that viewers may still be fetching
     */
    void cleanUp(BankHead now, long formerModel) {
        Set<String> needed = ledger.blobs(now);
        needed.add(BankHead.itemModelBlob(formerModel));
        needed.add(BankHead.itemModelChainBlob(now.itemModel()));
        orLater("contributions", () -> log.discardBefore(now.epochStart()));
        orLater("states", () -> blobs.retain(needed));
    }

    private static void orLater(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "old {0} could not be deleted: {1}", what, e.getMessage());
        }
    }
}
