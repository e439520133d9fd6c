package io.exogenesis.omega.viewer;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows one sync of {@link ViewerAgent#syncWithCore(SyncControl)}, and gives it up if asked. Thread-safe; for one sync. */
public final class SyncControl {
    /** Of version 00 of W3C Trace Context. */
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final Consumer<Step> follower;
    private final String traceparent;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean givenUp;
    private @Nullable Runnable reaction;

    /** @param follower is called after each exchange with the Core, on the thread of the sync; it must not block */
    public SyncControl(Consumer<Step> follower) {
        this(follower, "");
    }

    /**
     * As {@link #SyncControl(Consumer)}, for a sync that is a part of the host's trace: an operator who collects traces sees the
     * Core's share of it there, up to the acknowledgement of what was pushed.
     *
     * @param traceparent of W3C Trace Context, for instance {@code 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}; anything
     *     else is not sent. The Core's operator sees it: it must not be made from what is known of the viewer.
     */
    public SyncControl(Consumer<Step> follower, String traceparent) {
        this.follower = follower;
        this.traceparent = TRACEPARENT.matcher(traceparent).matches() ? traceparent : "";
    }

    /** The host's call of which the sync is a part, as {@code traceparent}; empty if it named none. */
    public String traceparent() {
        return traceparent;
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
