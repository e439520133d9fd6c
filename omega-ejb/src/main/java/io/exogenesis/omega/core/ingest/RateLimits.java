package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.ClockMeter;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.IngestSettings;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Token buckets of every viewer: requests, downloads (ten times as many: a catalogue has many pages) and pushed bytes a
 * minute. What is refused costs nothing, so a viewer that waits as told gets through.
 */
@Singleton
public class RateLimits {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int DOWNLOADS_PER_REQUEST = 10;

    private final IngestSettings settings;
    private final ClockMeter meter;
    private final Map<ViewerId, Buckets> buckets = new ConcurrentHashMap<>();

    @Inject
    public RateLimits(CoreSettings settings, InstantSource clock) {
        this(settings.ingest(), clock);
    }

    public RateLimits(IngestSettings settings, InstantSource clock) {
        this.settings = settings;
        this.meter = new ClockMeter(clock);
    }

    /** @throws RefusedException {@code RATE_LIMITED} with the time after which it would pass */
    public void request(ViewerId viewer) {
        take(of(viewer).requests, 1, settings.requestsPerMinute() + " requests a minute");
    }

    /** @throws RefusedException {@code RATE_LIMITED} */
    public void download(ViewerId viewer) {
        take(
                of(viewer).downloads,
                1,
                (long) settings.requestsPerMinute() * DOWNLOADS_PER_REQUEST + " downloads a minute");
    }

    /** @throws RefusedException {@code RATE_LIMITED} */
    public void bytes(ViewerId viewer, long bytes) {
        if (bytes > settings.bytesPerMinute()) {
            throw new RefusedException(
                    Refusal.Code.TOO_LARGE, "a push has at most " + settings.bytesPerMinute() + " bytes here");
        }
        take(of(viewer).bytes, Math.max(1, bytes), settings.bytesPerMinute() + " bytes a minute");
    }

    /** Forgets viewers whose buckets are full again. */
    public void sweep() {
        buckets.values()
                .removeIf(b -> b.requests.getAvailableTokens() >= settings.requestsPerMinute()
                        && b.bytes.getAvailableTokens() >= settings.bytesPerMinute()
                        && b.downloads.getAvailableTokens()
                                >= (long) settings.requestsPerMinute() * DOWNLOADS_PER_REQUEST);
    }

    private static void take(Bucket bucket, long tokens, String limit) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(tokens);
        if (!probe.isConsumed()) {
            throw new RefusedException(
                    Refusal.Code.RATE_LIMITED,
                    "a viewer has " + limit,
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusMillis(1));
        }
    }

    private Buckets of(ViewerId viewer) {
        return buckets.computeIfAbsent(
                viewer,
                v -> new Buckets(
                        bucket(settings.requestsPerMinute()),
                        bucket((long) settings.requestsPerMinute() * DOWNLOADS_PER_REQUEST),
                        bucket(settings.bytesPerMinute())));
    }

    private Bucket bucket(long perMinute) {
        return Bucket.builder()
                .withCustomTimePrecision(meter)
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build();
    }

    private record Buckets(Bucket requests, Bucket downloads, Bucket bytes) {}
}
