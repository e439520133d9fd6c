package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.LedgerChange;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Begins a new bank in the place of the old one. All consolidated patterns and the raw contributions of the epoch go; viewers notice
 * the other bank id and are given a snapshot. What is known of titles stays: samples that stood when the epoch began, their
 * memory and the defence. If the Core was started with another embedding model than its titles are of, they are embedded with
 * it anew. A crash leaves the old bank or the new one.
 */
@Singleton
public class BankDiscard {
    private final RoundRunner rounds;
    private final RoundMemory memory;
    private final RoundFiles files;
    private final ContributionLedger ledger;
    private final Insights insights;
    private final BankStore store;
    private final GlobalBank bank;
    private final Catalogue catalogue;

    @Inject
    public BankDiscard(
            RoundRunner rounds,
            RoundMemory memory,
            RoundFiles files,
            ContributionLedger ledger,
            Insights insights,
            BankStore store,
            GlobalBank bank,
            Catalogue catalogue) {
        this.rounds = rounds;
        this.memory = memory;
        this.files = files;
        this.ledger = ledger;
        this.insights = insights;
        this.store = store;
        this.bank = bank;
        this.catalogue = catalogue;
    }

    /**
     * What was discarded.
     *
     * @param former version of the bank that is gone
     * @param patterns that it had
     * @param now version of the new one
     * @param model name of the embedding model that the new one is of
     */
    public record Discarded(BankVersion former, int patterns, BankVersion now, String model) {}

    /**
     * Discards the bank. Waits for a round that runs.
     *
     * @param bankId id of the bank that is meant
     * @throws RefusedException {@code MALFORMED} if the bank has another id, {@code UNAVAILABLE} if the embedding model cannot be
     *     loaded; then nothing is discarded
     */
    public Discarded run(String bankId) {
        return rounds.alone(() -> {
            BankHead head = memory.head();
            if (!head.version().bankId().equals(bankId)) {
                throw new RefusedException(
                        Refusal.Code.MALFORMED,
                        "confirm must be the id of the bank, which is "
                                + head.version().bankId());
            }
            String model = catalogue.loadedModel();
            int patterns = bank.size();
            catalogue.expect(model);
            BankHead after = renewedOrKept(head);
            catalogue.adopt(model);
            return new Discarded(head.version(), patterns, after.version(), model);
        });
    }

    private BankHead renewedOrKept(BankHead head) {
        boolean done = false;
        try {
            BankHead after = ledger.withoutWithdrawals(() -> renew(head));
            done = true;
            return after;
        } finally {
            if (!done) {
                catalogue.keepModel();
            }
        }
    }

    private BankHead renew(BankHead head) {
        LedgerChange change = LedgerChange.discarding(renewed(head, ledger.position(true)));
        Insights.Prepared insight = insights.unchanged();
        files.writeRenewed(head, change, insight);
        memory.commit(
                change, ledger.stood(head, change.after().consumed()), () -> store.renew(head, change.after()), () -> {
                    memory.follow(insight, change.after());
                    bank.load();
                });
        files.cleanUp(change.after(), 0);
        return change.after();
    }

    private static BankHead renewed(BankHead head, long position) {
        String id = UUID.randomUUID().toString();
        return new BankHead(
                new BankVersion(id, 0),
                head.round(),
                head.epoch(),
                head.epochStartedAt(),
                position,
                position,
                "round-" + head.round() + "-of-" + id,
                0,
                0);
    }
}
