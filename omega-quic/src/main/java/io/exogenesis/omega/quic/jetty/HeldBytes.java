package io.exogenesis.omega.quic.jetty;

import java.util.concurrent.atomic.AtomicLong;

/** A listener's budget of bytes for frames that have begun and not ended, over all its connections. */
final class HeldBytes {

    private final long limit;
    private final AtomicLong held = new AtomicLong();

    HeldBytes(long limit) {
        this.limit = limit;
    }

    /** Takes {@code bytes} if there is room; a negative number gives back and always succeeds. */
    boolean take(long bytes) {
        long now = held.addAndGet(bytes);
        if (bytes > 0 && now > limit) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    long held() {
        return held.get();
    }
}
