package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many frames a second the Core takes of all viewers together. Each viewer has limits of its own ({@code RateLimits}); this one
 * is for a Core that cannot keep up with honest viewers, and the controller of self-healing alone moves it.
 *
 * <p>A token bucket that holds one second's frames, as the moment at which it will be full again (generic cell rate algorithm, ITU-T
 * I.371). A frame that begins a sync must leave half of it, so that syncs that were let in come to an end. Who is turned away is told
 * to come back when there is room for everybody who was turned away before. Lock-free.
 */
@Singleton
public class AdmissionGate {
    /**
     * Frames a second. A hundred thousand viewers with a sync of six frames a minute send a tenth of it: no healthy Core gets near.
     */
    public static final double USUAL = 100_000;

    /** With less, the half bucket that a new sync leaves would hold no frame. */
    static final double LEAST = 2;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Nobody is sent away for longer: half of a usual sync interval. */
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(30);

    private final LongSupplier nanos;
    private final AtomicLong full;
    private final AtomicLong nextReturn;
    private volatile double limit = USUAL;

    @Inject
    public AdmissionGate() {
        this(System::nanoTime);
    }

    /** @param nanos monotonic time */
    AdmissionGate(LongSupplier nanos) {
        this.nanos = nanos;
        this.full = new AtomicLong(nanos.getAsLong());
        this.nextReturn = new AtomicLong(nanos.getAsLong());
    }

    /** Frames a second. */
    public double limit() {
        return limit;
    }

    /** For the controller: frames a second from now on, at least {@value #LEAST}. */
    public void limit(double framesASecond) {
        if (!(framesASecond >= LEAST)) {
            throw new IllegalArgumentException("a limit is at least 2 frames a second, not " + framesASecond);
        }
        limit = framesASecond;
    }

    /**
     * Takes a frame in.
     *
     * @param begins whether a sync begins with it
     * @throws RefusedException {@code RATE_LIMITED} with a time to come back
     */
    void enter(boolean begins) {
        long now = nanos.getAsLong();
        long each = each();
        long room = begins ? SECOND / 2 : SECOND;
        // Nanoseconds of nanoTime are compared by their difference: they may overflow.
        long before = full.getAndUpdate(f -> after(f, now, each, room));
        if (after(before, now, each, room) == before) {
            throw new RefusedException(
                    Refusal.Code.RATE_LIMITED, "the Core is at its limit of frames a second", comeBack(now, each));
        }
    }

    private static long after(long full, long now, long each, long room) {
        long next = (full - now > 0 ? full : now) + each;
        return next - now > room ? full : next;
    }

    private Duration comeBack(long now, long each) {
        long soonest = now + SECOND;
        long slot = nextReturn.updateAndGet(s -> {
            long next = (s - soonest > 0 ? s : soonest) + each;
            return next - now > LONGEST_WAIT ? now + LONGEST_WAIT : next;
        });
        return Duration.ofNanos(slot - now);
    }

    private long each() {
        return Math.max(1, (long) (SECOND / limit));
    }
}
