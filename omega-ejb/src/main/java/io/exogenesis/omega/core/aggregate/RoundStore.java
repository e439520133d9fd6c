package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.aggregate.RoundDecide.Decided;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.port.BankCommit;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.RoundRecord;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A round's third step: files first, then one transaction that names them and says how far the log is consumed, then the memory
 * follows. A crash before the transaction changes nothing; one behind it loses nothing, since the books are rebuilt from what
 * the transaction names.
 */
@Singleton
public class RoundStore {
    private static final System.Logger LOG = System.getLogger(RoundStore.class.getName());

    private final BankStore store;
    private final ContributionLedger ledger;
    private final RoundFiles files;
    private final RoundMemory memory;
    /** A commit was begun and memory has not followed yet, or nobody knows whether it was done. */
    private boolean behind;

    @Inject
    public RoundStore(BankStore store, ContributionLedger ledger, RoundFiles files, RoundMemory memory) {
        this.store = store;
        this.ledger = ledger;
        this.files = files;
        this.memory = memory;
    }

    /** Reads memory anew if it may be behind what was committed; before a round, and under its lock. */
    void catchUp() {
        if (behind) {
            memory.readAnew();
            behind = false;
        }
    }

    /** Does work that no withdrawal meets in the middle. */
    <T> T withoutWithdrawals(Supplier<T> work) {
        return ledger.withoutWithdrawals(work);
    }

    /**
     * Makes a round durable.
     *
     * @param took computing it
     * @return empty if a withdrawal came since it was loaded: then nothing is changed, and it is to be decided again
     */
    Optional<RoundRecord> store(Decided round, Duration took) {
        files.write(round);
        RoundRecord record = RoundRecords.of(
                round.result().report(),
                round.after(),
                round.loaded().endOfEpoch(),
                round.loaded().startedAt(),
                took);
        BankCommit commit = new BankCommit(
                round.loaded().head(),
                round.after(),
                round.changes().upserts(),
                round.changes().removals(),
                record);
        boolean[] durable = {false};
        try {
            boolean done = ledger.commit(round.books(), () -> {
                behind = true;
                commit(commit);
                durable[0] = true;
            });
            if (!done) {
                return Optional.empty();
            }
            memory.follow(round, commit);
            behind = false;
        } catch (RuntimeException e) {
            if (!durable[0]) {
                throw e;
            }
            LOG.log(Level.ERROR, "books and bank are read anew behind round " + record.round(), e);
            catchUp();
        }
        files.cleanUp(round.after(), round.loaded().head().itemModel());
        return Optional.of(record);
    }

    /** A database that fails while it says yes has said yes: the head tells. */
    private void commit(BankCommit commit) {
        try {
            store.commit(commit);
        } catch (RuntimeException e) {
            if (!store.head().checkpoint().equals(commit.after().checkpoint())) {
                behind = false;
                throw e;
            }
            LOG.log(
                    Level.WARNING,
                    "the commit of round {0} failed after it was done",
                    commit.after().round());
        }
    }
}
