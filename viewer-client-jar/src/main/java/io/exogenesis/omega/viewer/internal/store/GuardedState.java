package io.exogenesis.omega.viewer.internal.store;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/** The state of a memory, for many readers or one writer at a time. Nobody holds its lock while a disk works. Thread-safe. */
final class GuardedState {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final AgentState state;

    GuardedState(AgentState state) {
        this.state = state;
    }

    <T> T read(Function<AgentState, T> question) {
        return with(lock.readLock(), question);
    }

    <T> T change(Function<AgentState, T> step) {
        return with(lock.writeLock(), step);
    }

    /** Takes steps that are durable. */
    void apply(List<AgentRecord> records) {
        change(s -> {
            records.forEach(s::apply);
            return records;
        });
    }

    private <T> T with(Lock held, Function<AgentState, T> work) {
        held.lock();
        try {
            return work.apply(state);
        } finally {
            held.unlock();
        }
    }
}
