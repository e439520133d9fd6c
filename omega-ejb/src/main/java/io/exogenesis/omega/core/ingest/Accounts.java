package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.model.ViewerId;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The accounts of all viewers, and which of them differ from the last checkpoint. Safe for concurrent use; each account is
 * read and changed under its own lock.
 */
final class Accounts {
    private volatile Contents contents = Contents.empty();
    /** Accounts that were removed since the start. */
    private volatile int removals;
    /** As many removals a checkpoint with all accounts has seen. */
    private volatile int removalsSettled;

    /**
     * All that is replaced together.
     *
     * @param touched viewers whose accounts differ from the last checkpoint
     * @param live raw contributions of all
     * @param standingBytes that samples of earlier epochs take in the log of the running one
     */
    private record Contents(
            Map<ViewerId, Account> accounts, Set<ViewerId> touched, LongAdder live, AtomicLong standingBytes) {
        static Contents empty() {
            return new Contents(
                    new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet(), new LongAdder(), new AtomicLong());
        }
    }

    /** Reads or changes an account under its lock; it is made if there is none. */
    <T> T with(ViewerId viewer, Function<Account, T> work) {
        Contents now = contents;
        return locked(now, now.accounts.computeIfAbsent(viewer, v -> new Account()), work);
    }

    /** The same, and the account will be in the next checkpoint. */
    <T> T change(ViewerId viewer, Function<Account, T> work) {
        return with(viewer, account -> {
            contents.touched.add(viewer);
            return work.apply(account);
        });
    }

    /** Reads an account; {@code otherwise} if there is none. */
    <T> T read(ViewerId viewer, Function<Account, T> reader, T otherwise) {
        Contents now = contents;
        Account account = now.accounts.get(viewer);
        return account == null ? otherwise : locked(now, account, reader);
    }

    /** Whether the owner took this contribution back; what is found of a viewer without an account is of one that was removed. */
    boolean withdrawn(LogEntry.Content entry) {
        return read(entry.viewer(), a -> a.withdrawn(entry.kind(), entry.seq()), true);
    }

    private static <T> T locked(Contents of, Account account, Function<Account, T> work) {
        account.lock.lock();
        try {
            return counted(of, account, work);
        } finally {
            account.lock.unlock();
        }
    }

    private static <T> T counted(Contents of, Account account, Function<Account, T> work) {
        if (account.lock.getHoldCount() > 1) {
            return work.apply(account); // who took the lock first counts
        }
        int before = account.raw.size();
        try {
            return work.apply(account);
        } finally {
            of.live.add(account.raw.size() - before);
        }
    }

    /** Adds the sums of an account to another one and removes it; nobody else may use the accounts meanwhile. */
    void moveInto(ViewerId common, ViewerId gone) {
        Account removed = contents.accounts.remove(gone);
        if (removed != null) {
            change(common, account -> {
                account.add(removed);
                return true;
            });
            contents.touched.remove(gone);
            removals++;
        }
    }

    /** Whether accounts were removed that earlier checkpoints still name: the next one must hold all that are left. */
    boolean shrunk() {
        return removals > removalsSettled;
    }

    /** How many accounts were removed up to now. */
    int removals() {
        return removals;
    }

    /** A checkpoint with all accounts is in force that was begun after so many removals. */
    void complete(int removalsSeen) {
        removalsSettled = removalsSeen;
    }

    /** Every account once, one after the other; those that come meanwhile may be missed. */
    void each(BiConsumer<ViewerId, Account> reader) {
        Contents now = contents;
        now.accounts.forEach((id, account) -> locked(now, account, a -> {
            reader.accept(id, a);
            return true;
        }));
    }

    Set<ViewerId> ids() {
        return contents.accounts.keySet();
    }

    int size() {
        return contents.accounts.size();
    }

    /** Raw contributions that count in the running epoch, of all. */
    long live() {
        return contents.live.sum();
    }

    /** Bytes of the running epoch's log that samples of earlier epochs take. */
    AtomicLong standingBytes() {
        return contents.standingBytes;
    }

    /** Accounts that differ from the last checkpoint, which are taken to be in the next one. */
    Set<ViewerId> takeTouched() {
        Set<ViewerId> taken = new HashSet<>();
        for (Iterator<ViewerId> each = contents.touched.iterator(); each.hasNext(); ) {
            // Out of the set before the account is copied: a change behind the copy puts it there again.
            taken.add(each.next());
            each.remove();
        }
        return taken;
    }

    /** These instead of all, at once: a reader sees the ones or the others. Nobody else may change them meanwhile. */
    void replaceBy(Accounts others) {
        contents = others.contents;
    }

    /** As decoded; of the same state as the checkpoint. */
    void put(ViewerId viewer, Account account) {
        Contents now = contents;
        Account before = now.accounts.put(viewer, account);
        now.live.add(account.raw.size() - (before == null ? 0 : before.raw.size()));
    }
}
