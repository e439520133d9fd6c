package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.LogEntry.Kind;
import io.exogenesis.omega.learning.trust.Reputation;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The books of all contributions, in memory over the durable log: {@link Accounts} hold them, {@link LedgerGate} says who may
 * enter while whom, {@link LedgerRecovery} and {@link LedgerCheckpoints} bring them back.
 *
 * <p>A push holds the gate's shared side and its viewer's lock while it is appended and counted, so pushes of distinct viewers
 * share a sync of the disk and pushes of one viewer keep their order. {@link #position} closes the gate for a moment: then
 * everything in the log is in the books.
 *
 * <p>A withdrawal does not wait for a round that computes. A commit asks, with withdrawals held back for that moment, whether one
 * took back something that the round has read; then it is decided again.
 */
@Singleton
public class ContributionLedger {
    private final ContributionLog log;
    private final InstantSource clock;
    private final LedgerGate gate = new LedgerGate();
    private final Accounts accounts = new Accounts();
    private final Withdrawals withdrawals = new Withdrawals();
    private final LedgerCheckpoints checkpoints;
    private final LedgerRecovery recovery;
    private final DepartedAccounts departed;
    private final StandingLog standingLog;
    private volatile EpochMark epoch = EpochMark.NONE;

    @Inject
    public ContributionLedger(ContributionLog log, BlobStore blobs, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        this.checkpoints = new LedgerCheckpoints(blobs, accounts);
        this.recovery = new LedgerRecovery(log, gate, accounts, withdrawals, clock);
        this.departed = new DepartedAccounts(gate, accounts, checkpoints);
        this.standingLog = new StandingLog(log, gate, accounts, recovery);
    }

    /** Rebuilds the books: the checkpoint that the bank's last transaction names, then the log of the running epoch. */
    public void restore(BankHead head) {
        gate.exclusive(() -> {
            recovery.restore(head, checkpoints);
            epoch = EpochMark.of(head);
            return true;
        });
    }

    /** Blobs that this head needs: those that it names and earlier checkpoints that the newest one completes. */
    public Set<String> blobs(BankHead head) {
        Set<String> names = new HashSet<>(head.blobs());
        names.addAll(checkpoints.chain());
        return names;
    }

    /**
     * Makes the new ones of these entries durable and counts them.
     *
     * @param entries judged under the viewer's lock; sequence numbers ascending without gaps
     * @param admission has the last word about those that are new
     * @throws RefusedException {@code SEQUENCE_GAP} if the first is not the next one or an earlier one, {@code UNAVAILABLE} if
     *     the log cannot take them now, or what {@code admission} says; then nothing is acknowledged
     */
    public Receipt accept(
            ViewerId viewer, long firstSeq, int count, Supplier<List<LogEntry>> entries, Admission admission) {
        recovery.recoverIfNeeded();
        return gate.shared(
                () -> accounts.with(viewer, account -> accept(viewer, account, firstSeq, count, entries, admission)));
    }

    private Receipt accept(
            ViewerId viewer,
            Account account,
            long firstSeq,
            int count,
            Supplier<List<LogEntry>> entries,
            Admission admission) {
        long high = account.highSeq;
        if (firstSeq > high + 1) {
            throw new RefusedException(Refusal.Code.SEQUENCE_GAP, "seq " + (high + 1) + " is next, not " + firstSeq);
        }
        int duplicates = (int) Math.min(count, high - firstSeq + 1);
        if (duplicates == count) {
            accounts.change(viewer, a -> a.duplicates += duplicates);
            return new Receipt(high, List.of(), duplicates);
        }
        List<LogEntry> fresh = List.copyOf(entries.get().subList(duplicates, count));
        admission.check(EpochUsage.of(account, fresh));
        accounts.change(viewer, a -> a.duplicates += duplicates);
        append(fresh, (entry, position) -> account.apply(entry, position, log.segmentOf(position)));
        return new Receipt(account.highSeq, fresh, duplicates);
    }

    private void append(List<LogEntry> entries, BiConsumer<LogEntry, Long> durable) {
        List<Long> positions = recovery.append(entries);
        for (int i = 0; i < entries.size(); i++) {
            durable.accept(entries.get(i), positions.get(i));
        }
    }

    /**
     * Forgets a viewer's raw contributions that these consents do not cover ({@link ConsentCover}): they are in no round that is
     * committed afterwards. Their contents leave the disk with the next erasure, see {@link #withdrawals}.
     *
     * @return how many; those that no round had decided are expired
     */
    public int withdraw(ViewerId viewer, Consents now) {
        return gate.withdrawing(() -> {
            recovery.recoverIfNeeded();
            return gate.shared(() -> accounts.with(viewer, account -> withdraw(viewer, account, now)));
        });
    }

    private int withdraw(ViewerId viewer, Account account, Consents now) {
        Set<Kind> kinds = ConsentCover.uncovered(account, now);
        if (!account.holdsRaw(kinds)) {
            // of the history the log has nothing: a crash is made up for by the next round
            return account.holds(kinds) ? accounts.change(viewer, a -> a.withdraw(kinds, 0)) : 0;
        }
        LogEntry.Withdrawn entry = new LogEntry.Withdrawn(viewer, kinds, account.highSeq);
        long oldest = account.oldest(kinds);
        int[] erased = {0};
        append(List.of(entry), (same, position) -> {
            erased[0] = accounts.change(viewer, a -> a.withdraw(kinds, entry.throughSeq()));
            withdrawals.came(oldest, account.takeSegmentsToErase(), clock.instant());
        });
        return erased[0];
    }

    /** Viewers of whom something is kept that these consents do not cover. */
    public List<ViewerId> uncovered(Function<ViewerId, Consents> consents) {
        // Once a round, over every viewer that ever contributed: two look-ups each.
        return accounts.ids().stream()
                .filter(viewer -> {
                    Consents now = consents.apply(viewer);
                    return accounts.read(viewer, a -> a.holds(ConsentCover.uncovered(a, now)), false);
                })
                .toList();
    }

    /**
     * The log's end, with everything before it in the books.
     *
     * @param seal whether the log shall begin a new segment here, so that all before can be erased
     * @throws RefusedException {@code UNAVAILABLE} if it cannot be sealed now; then nothing is changed
     */
    public long position(boolean seal) {
        return gate.exclusive(() -> {
            if (seal) {
                recovery.seal();
            }
            long position = recovery.settle();
            withdrawals.watch(position);
            return position;
        });
    }

    /** The log's end now. A withdrawal behind it may meet what lies before the last {@link #position}. */
    public long withdrawnUpTo() {
        return gate.exclusive(() -> {
            withdrawals.watchOn();
            return recovery.settle();
        });
    }

    /**
     * The books at one moment.
     *
     * @param position of the log: all before is in them, and nothing behind
     */
    public record Books(long position, AccountTotals totals) {}

    /** All pushes wait while every account is looked at: some milliseconds for a hundred thousand. */
    public Books books() {
        return gate.exclusive(() -> new Books(recovery.settle(), totals()));
    }

    /**
     * Opens the log again if it takes no entries, and mends its newest ones on disk if they are damaged; nothing acknowledged is lost
     * or counted twice. Pushes wait meanwhile.
     *
     * @return whether the log is well now
     */
    public boolean mendLog() {
        return recovery.mend();
    }

    /** Writes the checkpoint that a commit names. The books stay as they are; it may be written again. */
    public void write(LedgerChange change) {
        checkpoints.write(change);
    }

    /**
     * Commits, unless a withdrawal took something back of what lies before the change's position, and nobody has looked since
     * ({@link #position}, {@link #withdrawnUpTo}). Withdrawals wait meanwhile.
     *
     * @param change as {@link #write} took it last
     * @param standing goes into the log, behind the change's position, before the transaction: where that fails it lies in the log of
     *     the epoch that goes on, which changes nothing
     * @param commit the transaction; if it throws, the books stay as they are
     * @return false if nothing was done, since a withdrawal came in between
     * @throws RefusedException {@code UNAVAILABLE} if the log cannot take what stands
     */
    public boolean commit(LedgerChange change, StandingSamples standing, Runnable commit) {
        return gate.withoutWithdrawals(() -> {
            if (withdrawals.met()) {
                return false;
            }
            long bytes = standingLog.append(standing);
            commit.run();
            checkpoints.apply(change);
            if (change.closing() != LedgerChange.Closing.NONE) {
                accounts.standingBytes().set(bytes);
            }
            epoch = EpochMark.of(change.after());
            return true;
        });
    }

    /** What stood when this head's epoch began, as the log has it before a position, without what was withdrawn. */
    public StandingSamples stood(BankHead head, long position) {
        return standingLog.stood(head, position);
    }

    /** Does work that no withdrawal meets in the middle; those that come wait until it is done. */
    public <T> T withoutWithdrawals(Supplier<T> work) {
        return gate.withoutWithdrawals(work);
    }

    /**
     * Adds the accounts of viewers that are gone to one common account, so that the sums stay. It may wait for a checkpoint that
     * is written; pushes do not.
     *
     * @return how many have to stay for now
     */
    public int forget(Predicate<ViewerId> known) {
        return departed.forget(known);
    }

    /** Segments of the log that withdrawn contributions must still be erased from. */
    public Withdrawals withdrawals() {
        return withdrawals;
    }

    /** Whether the owner took this contribution back; what is found of a viewer without an account is of one that was removed. */
    public boolean withdrawn(LogEntry.Content entry) {
        return accounts.withdrawn(entry);
    }

    /** All up to here is durable. */
    public long committedThrough(ViewerId viewer) {
        return totals(viewer).acknowledged();
    }

    /** Raw contributions of the running epoch. */
    public int rawOf(ViewerId viewer) {
        return accounts.read(viewer, a -> a.raw.size(), 0);
    }

    /** In [0, 1]; grows with epochs of presence. */
    public double reputation(ViewerId viewer) {
        return accounts.read(viewer, a -> a.reputation.value(), Reputation.NEWCOMER.value());
    }

    /** Ends of epochs that changed it, newest first, at most {@value ReputationHistory#MOST}. */
    public List<ReputationChange> reputationHistory(ViewerId viewer) {
        return accounts.read(viewer, a -> a.history, ReputationHistory.EMPTY).changes();
    }

    /** Closed epochs in which the viewer contributed. */
    public long age(ViewerId viewer) {
        return accounts.read(viewer, a -> a.epochs, 0);
    }

    public AccountTotals totals(ViewerId viewer) {
        return accounts.read(viewer, AccountTotals::of, AccountTotals.NONE);
    }

    /** Of all viewers, removed ones too. */
    public AccountTotals totals() {
        AccountTotals[] sum = {AccountTotals.NONE};
        accounts.each((id, account) -> sum[0] = sum[0].plus(AccountTotals.of(account)));
        return sum[0];
    }

    /** The running epoch. */
    public EpochMark epoch() {
        return epoch;
    }

    /** Contributions of all that count in the running epoch. */
    public long live() {
        return accounts.live();
    }

    /** Bytes of the log since the running epoch began, without those of samples that stand from earlier ones. */
    public long epochBytes() {
        return Math.max(
                0, log.end() - epoch.startPosition() - accounts.standingBytes().get());
    }

    /** Samples of earlier epochs that stand. Looks at every account. */
    public long standing() {
        long[] n = {0};
        accounts.each((id, account) -> n[0] += account.stands() ? 1 : 0);
        return n[0];
    }

    /** What every viewer with raw contributions has of the running epoch. */
    public List<EpochUsage.Of> usage() {
        List<EpochUsage.Of> all = new ArrayList<>();
        accounts.each((id, account) -> {
            if (account.raw.size() > 0) {
                all.add(new EpochUsage.Of(id, EpochUsage.of(account, List.of())));
            }
        });
        return all;
    }
}
