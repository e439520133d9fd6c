package io.exogenesis.omega.core.distribute;

import io.exogenesis.omega.core.config.CoreSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of the bank's changes leave the Core in a second, for all viewers together. A version in which 200 patterns changed is 94 KB
 * for each viewer, so 9 GB for 100,000: sent as fast as they ask for it, acknowledgements of contributions would wait behind it and time
 * out. Changes of the bank can wait for a minute; an acknowledgement cannot.
 *
 * <p>A token bucket that holds {@link #BURST}, as the moment at which it will be full again (generic cell rate algorithm, ITU-T I.371). It may
 * go into debt by a page of each thread that asks. Lock-free.
 */
@Singleton
public class DistributionBudget {
    /** Viewers that hold a connection are pushed a usual change at once: a thousand of them, of 30 KB each, at the default. */
    static final Duration BURST = Duration.ofSeconds(4);

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final double nanosPerByte;
    private final InstantSource clock;
    private final Instant origin;
    /** Nanoseconds since the origin. */
    private final AtomicLong full = new AtomicLong();

    @Inject
    public DistributionBudget(CoreSettings settings, InstantSource clock) {
        this.nanosPerByte = SECOND / settings.bank().bytesPerSecond();
        this.clock = clock;
        this.origin = clock.instant();
    }

    /** Whether something may be sent now. */
    boolean hasRoom() {
        return full.get() - now() < BURST.toNanos();
    }

    /** So many bytes are sent. */
    void sent(int bytes) {
        long now = now();
        full.updateAndGet(f -> Math.max(f, now) + Math.round(bytes * nanosPerByte));
    }

    /** So many bytes are sent whether there is room or not: they take what there is, and leave no debt for others to wait for. */
    void sentAnyway(int bytes) {
        long now = now();
        full.updateAndGet(f ->
                Math.max(f, Math.min(Math.max(f, now) + Math.round(bytes * nanosPerByte), now + BURST.toNanos())));
    }

    private long now() {
        return Duration.between(origin, clock.instant()).toNanos();
    }
}
