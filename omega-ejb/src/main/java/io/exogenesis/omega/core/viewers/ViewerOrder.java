package io.exogenesis.omega.core.viewers;

import io.exogenesis.omega.model.ViewerId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Does what concerns one viewer one after the other. Distinct viewers never wait for each other. Holds a lock for each viewer
 * that is being worked for, and nothing for the others.
 */
final class ViewerOrder {
    private final Map<ViewerId, Turn> turns = new ConcurrentHashMap<>();

    <T> T call(ViewerId viewer, Supplier<T> work) {
        Turn turn = turns.compute(viewer, (id, known) -> (known == null ? new Turn() : known).joined());
        turn.lock.lock();
        try {
            return work.get();
        } finally {
            turn.lock.unlock();
            turns.computeIfPresent(viewer, (id, known) -> known.left() ? null : known);
        }
    }

    /** Viewers that somebody works for or waits for. */
    int size() {
        return turns.size();
    }

    /** One viewer's lock. The count changes inside of the map's atomic methods only. */
    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock();
        private int users;

        Turn joined() {
            users++;
            return this;
        }

        /** True for the last one. */
        boolean left() {
            return --users == 0;
        }
    }
}
