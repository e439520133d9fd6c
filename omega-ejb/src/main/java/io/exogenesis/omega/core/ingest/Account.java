package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.LogEntry.Kind;
import io.exogenesis.omega.core.port.LogEntry.Verdict;
import io.exogenesis.omega.learning.trust.Reputation;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One viewer's contributions: acknowledged = {@code highSeq} (numbers have no gaps) = admitted + refused + expired + pending.
 *
 * <p>Guarded by {@link #lock}; copies are the owner's alone.
 */
final class Account {
    final ReentrantLock lock = new ReentrantLock();
    long highSeq;
    long admitted;
    long refused;
    long expired;
    long duplicates;
    Reputation reputation = Reputation.NEWCOMER;
    /** Closed epochs in which it contributed. */
    int epochs;
    /** Raw contributions of the running epoch, by sequence number. */
    final TreeMap<Long, Raw> raw = new TreeMap<>();

    /** A raw contribution: its kind, and whether it is decided for good. */
    record Raw(Kind kind, boolean settled) {}

    /** Takes a durable entry; one that was taken before changes nothing. */
    void apply(LogEntry entry) {
        switch (entry) {
            case LogEntry.Received r -> {
                if (r.contribution().seq() > highSeq) {
                    highSeq = r.contribution().seq();
                    received(LogEntry.kindOf(r.contribution().payload()));
                }
            }
            case LogEntry.Settled s -> {
                if (s.seq() > highSeq) {
                    highSeq = s.seq();
                    switch (s.verdict()) {
                        case Verdict.Counted c -> admitted++;
                        case Verdict.Refused r -> refused++;
                    }
                }
            }
            case LogEntry.Withdrawn w -> withdraw(w.kinds(), w.throughSeq());
        }
    }

    /** A report of outcomes claims nothing that a round could refuse: it is admitted here, and raw until the epoch ends. */
    private void received(Kind kind) {
        boolean decided = kind == Kind.OUTCOMES;
        raw.put(highSeq, new Raw(kind, decided));
        admitted += decided ? 1 : 0;
    }

    int count(Kind kind) {
        return (int) raw.values().stream().filter(r -> r.kind == kind).count();
    }

    boolean holdsRaw(Set<Kind> kinds) {
        return raw.values().stream().anyMatch(r -> kinds.contains(r.kind));
    }

    /** Forgets raw contributions of these kinds; what still waited has expired. Returns how many. */
    int withdraw(Set<Kind> kinds, long throughSeq) {
        int erased = 0;
        var each = raw.headMap(throughSeq, true).entrySet().iterator();
        while (each.hasNext()) {
            Raw one = each.next().getValue();
            if (kinds.contains(one.kind)) {
                each.remove();
                erased++;
                expired += one.settled ? 0 : 1;
            }
        }
        return erased;
    }

    /** The first settled decision about a contribution counts; later ones, and those about unknown ones, do not. */
    void settle(long seq, Settlement settlement) {
        Raw one = raw.get(seq);
        if (one == null || one.settled) {
            return;
        }
        raw.put(seq, new Raw(one.kind, true));
        switch (settlement) {
            case ADMITTED -> admitted++;
            case REFUSED -> refused++;
            case EXPIRED -> expired++;
        }
    }

    /**
     * The epoch is over for all up to {@code throughSeq}: undecided ones expire, and none is raw any more.
     *
     * @param refutedShare share of this viewer's titles that the audit refuted, in [0, 1]
     */
    void closeEpoch(long throughSeq, double refutedShare) {
        var gone = raw.headMap(throughSeq, true);
        for (Map.Entry<Long, Raw> e : gone.entrySet()) {
            expired += e.getValue().settled ? 0 : 1;
        }
        epochs += gone.isEmpty() ? 0 : 1;
        reputation = reputation.afterEpoch(!gone.isEmpty(), refutedShare);
        gone.clear();
    }

    /** Takes over the sums of an account that has no raw contributions. */
    void add(Account gone) {
        highSeq += gone.highSeq;
        admitted += gone.admitted;
        refused += gone.refused;
        expired += gone.expired;
        duplicates += gone.duplicates;
    }

    long pending() {
        return highSeq - admitted - refused - expired;
    }

    Account copy() {
        Account copy = new Account();
        copy.highSeq = highSeq;
        copy.admitted = admitted;
        copy.refused = refused;
        copy.expired = expired;
        copy.duplicates = duplicates;
        copy.reputation = reputation;
        copy.epochs = epochs;
        copy.raw.putAll(raw);
        return copy;
    }
}
