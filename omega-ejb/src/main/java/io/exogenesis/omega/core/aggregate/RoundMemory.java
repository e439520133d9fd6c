package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.aggregate.RoundDecide.Decided;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.port.BankCommit;
import io.exogenesis.omega.core.port.BankHead;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What the Core holds in memory of the last commit: it follows each, and can be read anew. */
@Singleton
public class RoundMemory {
    private final GlobalBank bank;
    private final ContributionLedger ledger;
    private final EpochFeed feed;
    private final Insights insights;

    @Inject
    public RoundMemory(GlobalBank bank, ContributionLedger ledger, EpochFeed feed, Insights insights) {
        this.bank = bank;
        this.ledger = ledger;
        this.feed = feed;
        this.insights = insights;
    }

    /** Behind a commit; the books have followed with it. */
    void follow(Decided round, BankCommit commit) {
        feed.committed(round.result(), round.loaded().endOfEpoch());
        insights.advance(round.insight());
        bank.advance(commit, round.model());
    }

    /** Memory stumbled over what is committed. */
    void readAnew() {
        feed.forget();
        BankHead head = bank.load();
        ledger.restore(head);
        insights.load(head);
    }

    /** The next round reads the whole epoch anew. */
    void forgetEpoch() {
        feed.forget();
    }
}
