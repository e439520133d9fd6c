package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.LogUnavailableException;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Rebuilds the accounts from checkpoint and log: at start, and what is behind when the log is writable again after it was not.
 */
final class LedgerRecovery {
    /** How long a log that failed is left alone before it is tried again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ContributionLog log;
    private final LedgerGate gate;
    private final Accounts accounts;
    private final Withdrawals withdrawals;
    private final InstantSource clock;
    private volatile Instant next = Instant.MIN;
    /** All entries before it are in the accounts; some behind may be, too. */
    private volatile long settledUpTo;

    LedgerRecovery(
            ContributionLog log, LedgerGate gate, Accounts accounts, Withdrawals withdrawals, InstantSource clock) {
        this.log = log;
        this.gate = gate;
        this.accounts = accounts;
        this.withdrawals = withdrawals;
        this.clock = clock;
    }

    /** The accounts in use stay as they are until the new ones are complete; the gate is closed. */
    void restore(BankHead head, LedgerCheckpoints checkpoints) {
        Accounts books = new Accounts();
        checkpoints.read(head, books);
        catchUp(head.epochStart(), head.consumed(), books);
        accounts.replaceBy(books);
    }

    /**
     * Reads the log.
     *
     * @param known what stands before is in these accounts; only where it stands is not
     */
    private void catchUp(long from, long known, Accounts books) {
        long end = log.end();
        log.replay(from, end, (position, entry) -> {
            long segment = log.segmentOf(position);
            if (entry instanceof LogEntry.Standing) {
                books.standingBytes().addAndGet(log.bytes(entry));
            }
            if (position < known || entry instanceof LogEntry.Standing) { // no checkpoint tells of what stands
                books.with(entry.viewer(), a -> take(a, entry, position, segment));
            } else {
                books.change(entry.viewer(), a -> take(a, entry, position, segment));
            }
        });
        settledUpTo = end;
    }

    private boolean take(Account account, LogEntry entry, long position, long segment) {
        account.apply(entry, position, segment);
        if (entry instanceof LogEntry.Withdrawn) {
            withdrawals.came(0, account.takeSegmentsToErase(), clock.instant());
        } else if (entry instanceof LogEntry.Content c && account.withdrawn(c.kind(), c.seq())) {
            withdrawals.came(position, new long[] {segment}, clock.instant());
        }
        return true;
    }

    /** Durable when it returns, with the positions. */
    List<Long> append(List<LogEntry> entries) {
        try {
            return log.append(entries);
        } catch (LogUnavailableException e) {
            next = clock.instant().plus(PAUSE);
            throw unavailable();
        }
    }

    /** What failed to be acknowledged may still have reached the disk: after a recovery it is read back and counted. */
    void recoverIfNeeded() {
        if (!log.writable()) {
            gate.exclusive(() -> {
                recover();
                return true;
            });
        }
    }

    /** The same at once and whether or not entries come; mends the newest entries on disk, too, if they are damaged. */
    boolean mend() {
        return gate.exclusive(() -> {
            boolean wasWritable = log.writable();
            if (!log.recover()) {
                return false;
            }
            if (!wasWritable) {
                catchUp(settledUpTo, settledUpTo, accounts);
            }
            return true;
        });
    }

    private void recover() {
        if (log.writable()) {
            return;
        }
        if (clock.instant().isBefore(next)) {
            throw unavailable();
        }
        next = clock.instant().plus(PAUSE);
        if (!log.recover()) {
            throw unavailable();
        }
        catchUp(settledUpTo, settledUpTo, accounts);
    }

    /**
     * Begins a new segment at the log's end; the gate is closed. A log that failed is opened again first: an epoch that ended in
     * the middle of a segment could not be erased before the next one ends.
     */
    void seal() {
        recover();
        try {
            log.seal();
        } catch (LogUnavailableException e) {
            next = clock.instant().plus(PAUSE);
            throw unavailable();
        }
    }

    private static RefusedException unavailable() {
        return new RefusedException(
                Refusal.Code.UNAVAILABLE,
                "contributions cannot be stored just now; nothing acknowledged is lost",
                Duration.ofSeconds(5));
    }

    /** The log's end, when everything before it is in the accounts: the gate is closed. */
    long settle() {
        settledUpTo = log.end();
        return settledUpTo;
    }
}
