package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.aggregate.RoundDecide.Decided;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.ingest.LedgerChange;
import io.exogenesis.omega.core.ingest.StandingSamples;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.port.BankCommit;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BankStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * What the Core holds in memory of the last commit. It follows each, and is read anew where it stumbled or where nobody knows
 * whether the commit was done. Used under the lock of rounds.
 */
@Singleton
public class RoundMemory {
    private static final System.Logger LOG = System.getLogger(RoundMemory.class.getName());

    private final BankStore store;
    private final GlobalBank bank;
    private final ContributionLedger ledger;
    private final EpochFeed feed;
    private final Insights insights;
    /** A commit was begun and memory has not followed yet. */
    private boolean behind;
    /** The committed head, as far as it was asked for or made here. */
    private volatile @Nullable BankHead known;

    @Inject
    public RoundMemory(BankStore store, GlobalBank bank, ContributionLedger ledger, EpochFeed feed, Insights insights) {
        this.store = store;
        this.bank = bank;
        this.ledger = ledger;
        this.feed = feed;
        this.insights = insights;
    }

    /**
     * Makes a change durable; the books follow with it.
     *
     * @param standing samples that go into the log of the epoch that begins
     * @param transaction in the database, to {@code change.after()}
     * @param follow what else in memory follows
     * @return false if a withdrawal came behind the change's position: then nothing was done
     */
    boolean commit(LedgerChange change, StandingSamples standing, Runnable transaction, Runnable follow) {
        boolean[] durable = {false};
        try {
            boolean done = ledger.commit(change, standing, () -> {
                behind = true;
                inDatabase(change.after(), transaction);
                durable[0] = true;
            });
            if (done) {
                follow.run();
                behind = false;
                known = change.after();
            }
            return done;
        } catch (RuntimeException e) {
            if (!durable[0]) {
                throw e;
            }
            LOG.log(
                    Level.ERROR,
                    "books and bank are read anew at " + change.after().checkpoint(),
                    e);
            catchUp();
            return true;
        }
    }

    /** A database that fails while it says yes has said yes: the head tells. */
    private void inDatabase(BankHead after, Runnable transaction) {
        try {
            transaction.run();
        } catch (RuntimeException e) {
            if (!store.head().checkpoint().equals(after.checkpoint())) {
                behind = false;
                throw e;
            }
            LOG.log(Level.WARNING, "the commit of {0} failed after it was done", after.checkpoint());
        }
    }

    /** The committed head. Memory is read anew first if it may be behind it: before anything is made of it. */
    BankHead head() {
        catchUp();
        BankHead head = store.head();
        known = head;
        return head;
    }

    /** The committed head, without asking the store if it can be helped. Safe without the rounds' lock; a round may be a step ahead. */
    BankHead lastKnown() {
        BankHead now = known;
        if (now == null) {
            now = store.head();
            known = now;
        }
        return now;
    }

    private void catchUp() {
        if (behind) {
            feed.forget();
            BankHead head = bank.load();
            ledger.restore(head);
            insights.load(head);
            behind = false;
        }
    }

    /** Behind a round's commit. */
    void follow(Decided round, BankCommit commit) {
        feed.committed(round.result(), round.loaded().endOfEpoch());
        insights.advance(round.insight(), round.after());
        bank.advance(commit, round.model());
    }

    /** Behind a commit that threw the epoch's contributions away: the next round reads what comes. */
    void follow(Insights.Prepared insight, BankHead after) {
        feed.forget();
        if (after.round() > 0) {
            insights.advance(insight, after);
        }
    }
}
