package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.LogEntry.Kind;
import io.exogenesis.omega.core.port.LogUnavailableException;
import io.exogenesis.omega.learning.trust.Reputation;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The books of all contributions, in memory over the durable log.
 *
 * <p>A push holds the gate's shared side and its viewer's lock while it is appended and counted, so pushes of distinct viewers
 * share a sync of the disk and pushes of one viewer keep their order. A snapshot takes the exclusive side: then everything in
 * the log is in the books, and the log's end is the position they speak up to.
 *
 * <p>A withdrawal that comes while a round computes waits for its commit, so what was acknowledged as withdrawn is in no
 * round that is committed afterwards. Locks are taken in the order withdrawals, gate, account.
 */
@Singleton
public class ContributionLedger {
    /** How long a log that failed is left alone before it is tried again. */
    private static final Duration RECOVERY_PAUSE = Duration.ofSeconds(1);

    /** The common account of all viewers that are gone; no viewer has this id, since theirs are random. */
    private static final ViewerId DEPARTED = new ViewerId("departed");

    private final ContributionLog log;
    private final BlobStore blobs;
    private final InstantSource clock;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    /** Shared by withdrawals, held by whoever must not see one in the middle of its work. */
    private final ReentrantReadWriteLock withdrawals = new ReentrantReadWriteLock();

    private final Map<ViewerId, Account> accounts = new ConcurrentHashMap<>();
    /** All entries before it are in the books; some behind may be, too. */
    private volatile long settledUpTo;

    private volatile Instant nextRecovery = Instant.MIN;
    /** Withdrawn contributions may still be in the log's files. Set at start, since nobody knows then. */
    private final AtomicBoolean erasureDue = new AtomicBoolean(true);

    @Inject
    public ContributionLedger(ContributionLog log, BlobStore blobs, InstantSource clock) {
        this.log = log;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** The kinds of raw contributions that these consents do not cover. */
    public static Set<Kind> kindsWithout(Consents consents) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (!consents.patterns()) {
            kinds.add(Kind.PATTERN);
        }
        if (!consents.sample()) {
            kinds.add(Kind.SAMPLE);
        }
        if (!consents.audit()) {
            kinds.add(Kind.OUTCOMES);
        }
        return kinds;
    }

    /** Rebuilds the books: the checkpoint that the bank's last transaction names, then the log behind it. */
    public void restore(BankHead head) {
        gate.writeLock().lock();
        try {
            Map<ViewerId, Account> books = new HashMap<>();
            if (!head.checkpoint().isEmpty()) {
                books.putAll(
                        LedgerCheckpoint.decode(blobs.read(head.ledgerBlob())).accounts());
            }
            // The books in use stay as they are until the new ones are complete.
            catchUp(head.consumed(), books);
            accounts.clear();
            accounts.putAll(books);
        } finally {
            gate.writeLock().unlock();
        }
    }

    private void catchUp(long from, Map<ViewerId, Account> books) {
        long end = log.end();
        log.replay(
                from,
                end,
                (position, entry) -> books.computeIfAbsent(entry.viewer(), v -> new Account())
                        .apply(entry));
        settledUpTo = end;
    }

    /**
     * Makes the new ones of these entries durable and counts them.
     *
     * @param entries judged under the viewer's lock; sequence numbers ascending without gaps
     * @throws RefusedException {@code SEQUENCE_GAP} if the first is not the next one or an earlier one, {@code UNAVAILABLE} if
     *     the log cannot take them now; then nothing is acknowledged
     */
    public Receipt accept(ViewerId viewer, long firstSeq, int count, Supplier<List<LogEntry>> entries) {
        recoverIfNeeded();
        gate.readLock().lock();
        try {
            Account account = account(viewer);
            account.lock.lock();
            try {
                long high = account.highSeq;
                if (firstSeq > high + 1) {
                    throw new RefusedException(
                            Refusal.Code.SEQUENCE_GAP, "seq " + (high + 1) + " is next, not " + firstSeq);
                }
                int duplicates = (int) Math.min(count, high - firstSeq + 1);
                account.duplicates += duplicates;
                if (duplicates == count) {
                    return new Receipt(high, List.of(), duplicates);
                }
                List<LogEntry> fresh = List.copyOf(entries.get().subList(duplicates, count));
                append(fresh);
                fresh.forEach(account::apply);
                return new Receipt(account.highSeq, fresh, duplicates);
            } finally {
                account.lock.unlock();
            }
        } finally {
            gate.readLock().unlock();
        }
    }

    /**
     * Erases a viewer's raw contributions of these kinds.
     *
     * @return how many; those that no round had decided are expired
     */
    public int withdraw(ViewerId viewer, Set<Kind> kinds) {
        withdrawals.readLock().lock();
        try {
            recoverIfNeeded();
            return withdrawNow(viewer, kinds);
        } finally {
            withdrawals.readLock().unlock();
        }
    }

    /** Withdraws, for every viewer, what these consents do not cover. Returns how many contributions were erased. */
    public int withdrawUncovered(Function<ViewerId, Consents> consents) {
        int erased = 0;
        for (ViewerId viewer : accounts.keySet()) {
            Set<Kind> kinds = kindsWithout(consents.apply(viewer));
            boolean overdue = !kinds.isEmpty() && read(viewer, a -> a.holdsRaw(kinds), false);
            erased += overdue ? withdraw(viewer, kinds) : 0;
        }
        return erased;
    }

    /** Does work that no withdrawal meets in the middle; those that come wait until it is done. */
    public <T> T withoutWithdrawals(Supplier<T> work) {
        withdrawals.writeLock().lock();
        try {
            return work.get();
        } finally {
            withdrawals.writeLock().unlock();
        }
    }

    private int withdrawNow(ViewerId viewer, Set<Kind> kinds) {
        gate.readLock().lock();
        try {
            Account account = account(viewer);
            account.lock.lock();
            try {
                if (!account.holdsRaw(kinds)) {
                    return 0;
                }
                append(List.of(new LogEntry.Withdrawn(viewer, kinds, account.highSeq)));
                erasureDue.set(true);
                return account.withdraw(kinds, account.highSeq);
            } finally {
                account.lock.unlock();
            }
        } finally {
            gate.readLock().unlock();
        }
    }

    private void append(List<LogEntry> entries) {
        try {
            log.append(entries);
        } catch (LogUnavailableException e) {
            nextRecovery = clock.instant().plus(RECOVERY_PAUSE);
            throw unavailable();
        }
    }

    /** What failed to be acknowledged may still have reached the disk: after a recovery it is read back and counted. */
    private void recoverIfNeeded() {
        if (log.writable()) {
            return;
        }
        gate.writeLock().lock();
        try {
            if (log.writable()) {
                return;
            }
            if (clock.instant().isBefore(nextRecovery)) {
                throw unavailable();
            }
            nextRecovery = clock.instant().plus(RECOVERY_PAUSE);
            if (!log.recover()) {
                throw unavailable();
            }
            catchUp(settledUpTo, accounts);
        } finally {
            gate.writeLock().unlock();
        }
    }

    private static RefusedException unavailable() {
        return new RefusedException(
                Refusal.Code.UNAVAILABLE,
                "contributions cannot be stored just now; nothing acknowledged is lost",
                Duration.ofSeconds(5));
    }

    /**
     * Waits for pushes on their way, then copies the books.
     *
     * @param seal whether the log should begin a new segment here, so that all before can be erased
     */
    public LedgerSnapshot snapshot(boolean seal) {
        gate.writeLock().lock();
        try {
            if (seal && log.writable()) {
                log.seal();
            }
            TreeMap<ViewerId, Account> copies = new TreeMap<>();
            accounts.forEach((id, a) -> copies.put(id, a.copy()));
            settledUpTo = log.end();
            return new LedgerSnapshot(settledUpTo, copies);
        } finally {
            gate.writeLock().unlock();
        }
    }

    /**
     * Takes what a committed round decided about the contributions in its snapshot.
     *
     * @param refutedShares as {@link LedgerSnapshot#apply} took them
     */
    public void apply(
            LedgerSnapshot seen,
            List<Settlement.Of> settlements,
            boolean endOfEpoch,
            Map<ViewerId, Double> refutedShares) {
        gate.writeLock().lock();
        try {
            settlements.forEach(s -> account(s.viewer()).settle(s.seq(), s.settlement()));
            if (endOfEpoch) {
                seen.accounts()
                        .forEach((id, then) ->
                                account(id).closeEpoch(then.highSeq, refutedShares.getOrDefault(id, 0.0)));
            }
        } finally {
            gate.writeLock().unlock();
        }
    }

    /**
     * Adds the accounts of viewers that are gone to one common account, so that the sums stay. An account with raw
     * contributions stays until they are erased. A restart may bring accounts back until a round has written its checkpoint.
     *
     * @return how many accounts are gone
     */
    public int forget(Predicate<ViewerId> known) {
        gate.writeLock().lock();
        try {
            List<ViewerId> gone = accounts.keySet().stream()
                    .filter(id -> !id.equals(DEPARTED) && !known.test(id))
                    .filter(id -> account(id).raw.isEmpty())
                    .toList();
            for (ViewerId id : gone) {
                account(DEPARTED).add(account(id));
                accounts.remove(id);
            }
            return gone.size();
        } finally {
            gate.writeLock().unlock();
        }
    }

    /** True once after each withdrawal (and at start): the log's files may hold what does not count any more. */
    public boolean takeErasureDue() {
        return erasureDue.getAndSet(false);
    }

    /** What was taken with {@link #takeErasureDue} could not be done. */
    public void erasureStillDue() {
        erasureDue.set(true);
    }

    /** All up to here is durable. */
    public long committedThrough(ViewerId viewer) {
        return totals(viewer).acknowledged();
    }

    /** Raw contributions of the running epoch. */
    public int rawOf(ViewerId viewer) {
        return read(viewer, a -> a.raw.size(), 0);
    }

    /** Raw contributions of one kind in the running epoch. */
    int rawOf(ViewerId viewer, Kind kind) {
        return read(viewer, a -> a.count(kind), 0);
    }

    /** In [0, 1]; grows with epochs of presence. */
    public double reputation(ViewerId viewer) {
        return read(viewer, a -> a.reputation.value(), Reputation.NEWCOMER.value());
    }

    public AccountTotals totals(ViewerId viewer) {
        return read(viewer, AccountTotals::of, AccountTotals.NONE);
    }

    /** Of all viewers, removed ones too. */
    public AccountTotals totals() {
        AccountTotals sum = AccountTotals.NONE;
        for (ViewerId id : accounts.keySet()) {
            sum = sum.plus(totals(id));
        }
        return sum;
    }

    private <T> T read(ViewerId viewer, Function<Account, T> reader, T otherwise) {
        Account account = accounts.get(viewer);
        if (account == null) {
            return otherwise;
        }
        account.lock.lock();
        try {
            return reader.apply(account);
        } finally {
            account.lock.unlock();
        }
    }

    private Account account(ViewerId viewer) {
        return accounts.computeIfAbsent(viewer, v -> new Account());
    }

    /**
     * What a push came to.
     *
     * @param committedThrough all up to here is durable
     * @param fresh the entries that were new, in order
     */
    public record Receipt(long committedThrough, List<LogEntry> fresh, int duplicates) {}
}
