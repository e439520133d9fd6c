package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.viewer.SyncControl;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A sync as its control follows and ends it. Thread-safe. */
public final class ControlledSync implements SyncWatch {
    private final SyncControl control;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread waiting;

    public ControlledSync(SyncControl control) {
        this.control = control;
        control.onGiveUp(this::interruptTheWait);
    }

    /** The interrupt may come only in here: elsewhere it could hit a write to the journal, which would close its file. */
    @Override
    public <T> T waiting(Supplier<T> wait) {
        enter();
        try {
            return wait.get();
        } finally {
            leave();
        }
    }

    @Override
    public void exchanged(int exchanges, long sent, long received) {
        control.stepped(new SyncControl.Step(exchanges, sent, received));
    }

    @Override
    public boolean givenUp() {
        return control.isGivenUp();
    }

    @Override
    public String traceparent() {
        return control.traceparent();
    }

    private void interruptTheWait() {
        lock.lock();
        try {
            if (waiting != null) {
                waiting.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private void enter() {
        lock.lock();
        try {
            if (control.isGivenUp()) {
                throw new GivenUpException();
            }
            waiting = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            waiting = null;
            if (control.isGivenUp()) {
                Thread.interrupted();
                throw new GivenUpException();
            }
        } finally {
            lock.unlock();
        }
    }
}
