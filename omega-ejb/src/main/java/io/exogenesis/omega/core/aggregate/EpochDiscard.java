package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.LedgerChange;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Moves the head behind all raw contributions without a round. Samples that stood when the epoch began stand on, replaced ones too. A
 * crash leaves the epoch as it was, or without its contributions.
 */
@Singleton
public class EpochDiscard {
    private final BankStore bank;
    private final ContributionLedger ledger;
    private final RoundFiles files;
    private final RoundMemory memory;
    private final Insights insights;

    @Inject
    public EpochDiscard(
            BankStore bank, ContributionLedger ledger, RoundFiles files, RoundMemory memory, Insights insights) {
        this.bank = bank;
        this.ledger = ledger;
        this.files = files;
        this.memory = memory;
        this.insights = insights;
    }

    /** Nothing else may be committed meanwhile. */
    void run() {
        BankHead head = memory.head();
        ledger.withoutWithdrawals(() -> {
            LedgerChange change = LedgerChange.discarding(movedTo(head, ledger.position(true)));
            Insights.Prepared insight = insights.unchanged();
            files.writeMoved(head, change, insight);
            memory.commit(
                    change,
                    ledger.stood(head, change.after().consumed()),
                    () -> bank.relocate(head, change.after()),
                    () -> memory.follow(insight, change.after()));
            files.cleanUp(change.after(), head.itemModel());
            return true;
        });
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
