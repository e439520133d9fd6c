package io.exogenesis.omega.quic.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Receivers' bugs. Peers can provoke one as often as they like, so the log hears of it once a minute at most. Thread-safe. */
public final class ReceiverBugs {
    private static final System.Logger LOG = System.getLogger(ReceiverBugs.class.getName());
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Counters counters;
    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    /** @param counters in which the stream failed */
    public ReceiverBugs(Counters counters) {
        this.counters = counters;
    }

    /** A receiver threw. */
    public void threw(RuntimeException bug) {
        counters.streamsFailed.increment();
        long now = System.nanoTime();
        long last = lastNanos.get();
        boolean due = now - last >= PAUSE_NANOS && lastNanos.compareAndSet(last, now);
        LOG.log(due ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG, "a stream's receiver failed", bug);
    }
}
