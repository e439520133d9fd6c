package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.aggregate.RoundDecide.Decided;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.port.BankCommit;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.RoundRecord;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
    private final BankStore store;
    private final ContributionLedger ledger;
    private final RoundFiles files;
    private final RoundMemory memory;

    @Inject
    public RoundStore(BankStore store, ContributionLedger ledger, RoundFiles files, RoundMemory memory) {
        this.store = store;
        this.ledger = ledger;
        this.files = files;
        this.memory = memory;
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
        if (!memory.commit(
                round.books(), round.standing(), () -> store.commit(commit), () -> memory.follow(round, commit))) {
            return Optional.empty();
        }
        files.cleanUp(round.after(), round.loaded().head().itemModel());
        return Optional.of(record);
    }
}
