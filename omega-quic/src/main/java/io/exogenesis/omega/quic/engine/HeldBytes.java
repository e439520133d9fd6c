package io.exogenesis.omega.quic.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A listener's budget of bytes for frames that have begun and not ended, over all its connections; strangers have a part of
 * it and no more.
 */
public final class HeldBytes {

    private final long limit;
    private final long strangersLimit;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong strangersHeld = new AtomicLong();

    /** @param strangersLimit at most {@code limit} */
    public HeldBytes(long limit, long strangersLimit) {
        this.limit = limit;
        this.strangersLimit = strangersLimit;
    }

    /** Takes {@code bytes} if there is room; a negative number gives back and always succeeds. */
    public boolean take(long bytes, boolean stranger) {
        if (!take(held, bytes, limit)) {
            return false;
        }
        if (stranger && !take(strangersHeld, bytes, strangersLimit)) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    private static boolean take(AtomicLong account, long bytes, long limit) {
        if (account.addAndGet(bytes) > limit && bytes > 0) {
            account.addAndGet(-bytes);
            return false;
        }
        return true;
    }
}
