package io.exogenesis.omega.journal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Keeps fsyncs apart: under load each costs as much processor time as a sync of a viewer, and more appends can share one. Used by one thread. */
final class SyncGap {
    private final long gapNanos;
    private final LongSupplier nanos;
    private final LongConsumer pause;
    private long next;

    SyncGap(Duration gap) {
        this(gap, System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * @param nanos monotonic time
     * @param pause may return early
     */
    SyncGap(Duration gap, LongSupplier nanos, LongConsumer pause) {
        this.gapNanos = gap.toNanos();
        this.nanos = nanos;
        this.pause = pause;
        this.next = nanos.getAsLong();
    }

    /** Waits until an fsync may begin, and begins it. */
    void await() {
        if (gapNanos == 0) {
            return;
        }
        long now = nanos.getAsLong();
        while (next - now > 0) {
            pause.accept(next - now);
            now = nanos.getAsLong();
        }
        next = now + gapNanos;
    }
}
