package io.exogenesis.omega.viewer;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows one sync of {@link ViewerAgent#syncWithCore(SyncControl)}, and gives it up if asked. Thread-safe; for one sync. */
public final class SyncControl {
    private final Consumer<Step> follower;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean givenUp;
    private @Nullable Runnable reaction;

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
        Runnable react;
        lock.lock();
        try {
            givenUp = true;
            react = reaction;
        } finally {
            lock.unlock();
        }
        if (react != null) {
            react.run();
        }
    }

    /** Whether {@link #giveUp} was called. */
    public boolean isGivenUp() {
        lock.lock();
        try {
            return givenUp;
        } finally {
            lock.unlock();
        }
    }

    /** What {@link #giveUp} runs, on its caller's thread; the agent sets it. */
    public void onGiveUp(Runnable reaction) {
        lock.lock();
        try {
            this.reaction = reaction;
        } finally {
            lock.unlock();
        }
    }

    /** Tells the follower; the agent calls it. */
    public void stepped(Step step) {
        follower.accept(step);
    }
}
