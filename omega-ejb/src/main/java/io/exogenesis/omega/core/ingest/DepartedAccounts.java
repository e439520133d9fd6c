package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.model.ViewerId;
import java.util.List;
import java.util.function.Predicate;

/**
 * Accounts of viewers that are gone. They become one, so that the sums of all stay and their number has a bound.
 *
 * <p>An account of whom the log of the running epoch tells stays until that ends: a restart would count it again.
 */
final class DepartedAccounts {
    /** The common account; no viewer has this id, since theirs are random. */
    private static final ViewerId COMMON = new ViewerId("departed");
    /** Accounts that are moved while the gate is closed: below a millisecond. */
    private static final int AT_ONCE = 256;

    private final LedgerGate gate;
    private final Accounts accounts;
    private final LedgerCheckpoints checkpoints;

    DepartedAccounts(LedgerGate gate, Accounts accounts, LedgerCheckpoints checkpoints) {
        this.gate = gate;
        this.accounts = accounts;
        this.checkpoints = checkpoints;
    }

    /**
     * Moves the accounts of unknown viewers. It may wait for a checkpoint that is written. Pushes wait for {@value #AT_ONCE}
     * accounts at most.
     *
     * @return how many have to stay for now
     */
    int forget(Predicate<ViewerId> known) {
        return checkpoints.between(() -> {
            // Every account, without keeping anybody waiting.
            List<ViewerId> gone = accounts.ids().stream()
                    .filter(id -> !id.equals(COMMON) && !known.test(id))
                    .toList();
            int moved = 0;
            for (int from = 0; from < gone.size(); from += AT_ONCE) {
                List<ViewerId> some = gone.subList(from, Math.min(gone.size(), from + AT_ONCE));
                moved += gate.exclusive(() -> moved(some));
            }
            return gone.size() - moved;
        });
    }

    private static boolean isOver(Account account) {
        return account.raw.size() == 0 && !account.stands() && account.highSeq == account.epochSeq;
    }

    private int moved(List<ViewerId> gone) {
        List<ViewerId> now = gone.stream()
                .filter(id -> accounts.read(id, DepartedAccounts::isOver, false))
                .toList();
        now.forEach(id -> accounts.moveInto(COMMON, id));
        return now.size();
    }
}
