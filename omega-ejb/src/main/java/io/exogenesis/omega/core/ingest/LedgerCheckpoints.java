package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Checkpoints of the accounts: mostly those that changed since the one before, and all of them when the changes come to as
 * much, when there are many checkpoints to read, and at the end of an epoch.
 *
 * <p>A checkpoint need not show all accounts at the same moment: each is copied by itself, at or behind the position that the
 * checkpoint names, and taking an entry of the log a second time changes nothing.
 *
 * <p>One thread at a time writes and applies: the one that commits.
 */
final class LedgerCheckpoints {
    /** Checkpoints that a start reads at most. */
    private static final int LONGEST_CHAIN = 48;

    private final BlobStore blobs;
    private final Accounts accounts;
    /** Blobs of the checkpoint in force, oldest first. */
    private volatile List<String> chain = List.of();

    private long changedSinceAll;
    private List<String> nextChain = List.of();
    private long nextChangedSinceAll;
    private boolean nextIsComplete;
    private int nextRemovals;
    private Set<ViewerId> taken = new HashSet<>();

    LedgerCheckpoints(BlobStore blobs, Accounts accounts) {
        this.blobs = blobs;
        this.accounts = accounts;
    }

    /** Names of the blobs that the checkpoint in force consists of. */
    List<String> chain() {
        return chain;
    }

    /** Reads what this head names into {@code books}, which are empty. */
    void read(BankHead head, Accounts books) {
        changedSinceAll = 0;
        taken = new HashSet<>();
        if (head.checkpoint().isEmpty()) {
            chain = List.of();
            return;
        }
        LedgerCheckpoint.Decoded newest = LedgerCheckpoint.decode(blobs.read(head.ledgerBlob()));
        for (String earlier : newest.earlier()) {
            LedgerCheckpoint.Decoded one = LedgerCheckpoint.decode(blobs.read(earlier));
            changedSinceAll += one.earlier().isEmpty() ? 0 : one.accounts().size();
            one.accounts().forEach(books::put);
        }
        changedSinceAll += newest.earlier().isEmpty() ? 0 : newest.accounts().size();
        newest.accounts().forEach(books::put);
        List<String> names = new ArrayList<>(newest.earlier());
        names.add(head.ledgerBlob());
        chain = List.copyOf(names);
    }

    /** Writes the checkpoint in force once more and with all accounts: what lies on the disk is damaged. Under the rounds' lock. */
    synchronized void rewrite(BankHead head) {
        Set<ViewerId> all = accounts.ids();
        LedgerCheckpoint out = new LedgerCheckpoint(head.consumed(), List.of(), all.size());
        for (ViewerId viewer : all) {
            out.add(viewer, accounts.read(viewer, Account::copy, new Account()));
        }
        blobs.write(head.ledgerBlob(), out.finish());
        chain = List.of(head.ledgerBlob());
        changedSinceAll = 0;
    }

    /** Writes the checkpoint that a commit names. Nothing changes but the blob; it may be done again. */
    synchronized void write(LedgerChange change) {
        int removals = accounts.removals();
        taken.addAll(accounts.takeTouched());
        taken.addAll(change.settled());
        boolean all = chain.isEmpty()
                || accounts.shrunk()
                || chain.size() >= LONGEST_CHAIN
                || change.closing() != LedgerChange.Closing.NONE
                || changedSinceAll + taken.size() > accounts.size();
        List<String> earlier = all ? List.of() : chain;
        Set<ViewerId> written = all ? accounts.ids() : taken;
        LedgerCheckpoint out = new LedgerCheckpoint(change.position(), earlier, written.size());
        var settlements = Settlement.byViewer(change.settlements());
        for (ViewerId viewer : written) {
            Account copy = accounts.read(viewer, Account::copy, new Account());
            settlements.getOrDefault(viewer, List.of()).forEach(s -> copy.settle(s.seq(), s.settlement()));
            change.close(viewer, copy);
            out.add(viewer, copy);
        }
        blobs.write(change.after().ledgerBlob(), out.finish());
        List<String> names = new ArrayList<>(earlier);
        names.add(change.after().ledgerBlob());
        nextChain = List.copyOf(names);
        nextChangedSinceAll = all ? 0 : changedSinceAll + written.size();
        nextIsComplete = all;
        nextRemovals = removals;
    }

    /** Changes which accounts there are, while none is copied into a checkpoint. */
    synchronized <T> T between(Supplier<T> work) {
        return work.get();
    }

    /** The commit of what was written last is durable: it is in force, and the accounts follow. */
    void apply(LedgerChange change) {
        chain = nextChain;
        changedSinceAll = nextChangedSinceAll;
        if (nextIsComplete) {
            accounts.complete(nextRemovals);
        }
        var settlements = Settlement.byViewer(change.settlements());
        Set<ViewerId> concerned = change.closing() == LedgerChange.Closing.NONE ? taken : accounts.ids();
        for (ViewerId viewer : concerned) {
            List<Settlement.Of> of = settlements.getOrDefault(viewer, List.of());
            accounts.read(viewer, account -> follow(change, of, viewer, account), false);
        }
        taken = new HashSet<>();
    }

    private static boolean follow(LedgerChange change, List<Settlement.Of> of, ViewerId viewer, Account account) {
        of.forEach(s -> account.settle(s.seq(), s.settlement()));
        change.close(viewer, account);
        account.committed();
        return true;
    }
}
