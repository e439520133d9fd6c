package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.model.ViewerId;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The accounts of all viewers, and which of them differ from the last checkpoint. Safe for concurrent use; each account is
 * read and changed under its own lock.
 */
final class Accounts {
    private final Map<ViewerId, Account> accounts = new ConcurrentHashMap<>();
    private final Set<ViewerId> touched = ConcurrentHashMap.newKeySet();
    private final LongAdder live = new LongAdder();
    /** Accounts that were removed since the start. */
    private volatile int removals;
    /** As many removals a checkpoint with all accounts has seen. */
    private volatile int removalsSettled;

    /** Reads or changes an account under its lock; it is made if there is none. */
    <T> T with(ViewerId viewer, Function<Account, T> work) {
        return locked(accounts.computeIfAbsent(viewer, v -> new Account()), work);
    }

    /** The same, and the account will be in the next checkpoint. */
    <T> T change(ViewerId viewer, Function<Account, T> work) {
        return with(viewer, account -> {
            touched.add(viewer);
            return work.apply(account);
        });
    }

    /** Reads an account; {@code otherwise} if there is none. */
    <T> T read(ViewerId viewer, Function<Account, T> reader, T otherwise) {
        Account account = accounts.get(viewer);
        return account == null ? otherwise : locked(account, reader);
    }

    private <T> T locked(Account account, Function<Account, T> work) {
        account.lock.lock();
        try {
            return counted(account, work);
        } finally {
            account.lock.unlock();
        }
    }

    private <T> T counted(Account account, Function<Account, T> work) {
        if (account.lock.getHoldCount() > 1) {
            return work.apply(account); // who took the lock first counts
        }
        int before = account.raw.size();
        try {
            return work.apply(account);
        } finally {
            live.add(account.raw.size() - before);
        }
    }

    /** Adds the sums of an account to another one and removes it; nobody else may use the accounts meanwhile. */
    void moveInto(ViewerId common, ViewerId gone) {
        Account removed = accounts.remove(gone);
        if (removed != null) {
            change(common, account -> {
                account.add(removed);
                return true;
            });
            touched.remove(gone);
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
        accounts.forEach((id, account) -> locked(account, a -> {
            reader.accept(id, a);
            return true;
        }));
    }

    Set<ViewerId> ids() {
        return accounts.keySet();
    }

    int size() {
        return accounts.size();
    }

    /** Raw contributions that count in the running epoch, of all. */
    long live() {
        return live.sum();
    }

    /** Accounts that differ from the last checkpoint, which are taken to be in the next one. */
    Set<ViewerId> takeTouched() {
        Set<ViewerId> taken = new HashSet<>();
        for (Iterator<ViewerId> each = touched.iterator(); each.hasNext(); ) {
            // Out of the set before the account is copied: a change behind the copy puts it there again.
            taken.add(each.next());
            each.remove();
        }
        return taken;
    }

    /** These instead of all; nobody else may use them meanwhile. */
    void replaceBy(Accounts others) {
        accounts.clear();
        touched.clear();
        live.reset();
        accounts.putAll(others.accounts);
        touched.addAll(others.touched);
        live.add(others.live());
    }

    /** As decoded; of the same state as the checkpoint. */
    void put(ViewerId viewer, Account account) {
        Account before = accounts.put(viewer, account);
        live.add(account.raw.size() - (before == null ? 0 : before.raw.size()));
    }
}
