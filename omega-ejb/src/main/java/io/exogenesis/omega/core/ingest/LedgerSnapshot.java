package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.learning.trust.Reputation;
import io.exogenesis.omega.model.ViewerId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ledger as it stands at one position of the log: what a round sees, and what its checkpoint says afterwards.
 *
 * <p>Owned by one round; not safe for concurrent use.
 */
public final class LedgerSnapshot {
    private final long position;
    private final TreeMap<ViewerId, Account> accounts;

    LedgerSnapshot(long position, TreeMap<ViewerId, Account> accounts) {
        this.position = position;
        this.accounts = accounts;
    }

    /** All entries of the log before this position are in it, and none behind. */
    public long position() {
        return position;
    }

    /**
     * Takes a round's decisions and, at the end of an epoch, closes the books of the raw contributions.
     *
     * @param refutedShares of viewers whose titles the audit refuted; it costs them reputation
     */
    public void apply(List<Settlement.Of> settlements, boolean endOfEpoch, Map<ViewerId, Double> refutedShares) {
        for (Settlement.Of s : settlements) {
            Account account = accounts.get(s.viewer());
            if (account != null) {
                account.settle(s.seq(), s.settlement());
            }
        }
        if (endOfEpoch) {
            accounts.forEach((id, a) -> a.closeEpoch(a.highSeq, refutedShares.getOrDefault(id, 0.0)));
        }
    }

    /** Form on disk, see {@link LedgerCheckpoint}. */
    public byte[] encode() {
        return LedgerCheckpoint.encode(position, accounts);
    }

    /** In [0, 1]. */
    public double reputation(ViewerId viewer) {
        Account account = accounts.get(viewer);
        return (account == null ? Reputation.NEWCOMER : account.reputation).value();
    }

    /** Closed epochs in which the viewer contributed. */
    public long age(ViewerId viewer) {
        Account account = accounts.get(viewer);
        return account == null ? 0 : account.epochs;
    }

    Map<ViewerId, Account> accounts() {
        return accounts;
    }
}
