package io.exogenesis.omega.core.ingest;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Who may touch the accounts while whom. Pushes and withdrawals share the gate; who needs every entry of the log to be in the
 * accounts closes it for a moment. A commit keeps withdrawals away while it makes sure that none came since it was computed.
 *
 * <p>Locks are taken in the order withdrawals, checkpoints, gate, account: whoever closes the gate waits for nothing that writes
 * a file. All are reentrant.
 */
final class LedgerGate {
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final ReentrantReadWriteLock withdrawals = new ReentrantReadWriteLock();

    /** Beside others of its kind. */
    <T> T shared(Supplier<T> work) {
        return holding(gate.readLock(), work);
    }

    /** When all that is shared is done, and alone; for moments. */
    <T> T exclusive(Supplier<T> work) {
        return holding(gate.writeLock(), work);
    }

    /** A withdrawal, beside others. */
    <T> T withdrawing(Supplier<T> work) {
        return holding(withdrawals.readLock(), work);
    }

    /** Without a withdrawal in the middle; for a commit. */
    <T> T withoutWithdrawals(Supplier<T> work) {
        return holding(withdrawals.writeLock(), work);
    }

    private static <T> T holding(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
