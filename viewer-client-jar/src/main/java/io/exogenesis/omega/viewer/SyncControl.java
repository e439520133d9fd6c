package io.exogenesis.omega.viewer;

import io.exogenesis.omega.viewer.sync.SyncWatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Follows one sync of {@link ViewerAgent#syncWithCore(SyncControl)}, and gives it up if asked. Thread-safe; for one sync. */
public final class SyncControl {
    private final Consumer<Step> follower;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean givenUp;
    private @Nullable Thread waiting;

    /** @param follower is called after each exchange with the Core, on the thread of the sync; it must not block */
    public SyncControl(Consumer<Step> follower) {
        this.follower = follower;
    }

    /**
     * How far a sync is.
     *
     * @param exchanges with the Core so far, over all attempts; 1 with the first call, and one more with each
     * @param bytesSent of messages, without what the transport adds
     * @param bytesReceived likewise
     */
    public record Step(int exchanges, long bytesSent, long bytesReceived) {}

    /**
     * Gives the sync up: it begins no further exchange, and an exchange or a pause under way is interrupted. What was achieved
     * stays; its future fails with {@link SyncFailedException}. Without effect on a sync that is done.
     */
    public void giveUp() {
        lock.lock();
        try {
            givenUp = true;
            if (waiting != null) {
                waiting.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isGivenUp() {
        lock.lock();
        try {
            return givenUp;
        } finally {
            lock.unlock();
        }
    }

    SyncWatch watch() {
        return new SyncWatch() {
            @Override
            public <T> T waiting(Supplier<T> wait) {
                return SyncControl.this.waiting(wait);
            }

            @Override
            public void exchanged(int exchanges, long sent, long received) {
                follower.accept(new Step(exchanges, sent, received));
            }

            @Override
            public boolean givenUp() {
                return SyncControl.this.isGivenUp();
            }
        };
    }

    /** The interrupt may come only in here: elsewhere it could hit a write to the journal, which would close its file. */
    private <T> T waiting(Supplier<T> wait) {
        enter();
        try {
            return wait.get();
        } finally {
            leave();
        }
    }

    private void enter() {
        lock.lock();
        try {
            if (givenUp) {
                throw new SyncWatch.GivenUpException();
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
            if (givenUp) {
                Thread.interrupted();
                throw new SyncWatch.GivenUpException();
            }
        } finally {
            lock.unlock();
        }
    }
}
