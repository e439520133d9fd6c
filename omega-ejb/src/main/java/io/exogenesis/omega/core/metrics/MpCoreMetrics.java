package io.exogenesis.omega.core.metrics;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Publishes the Core's counts through MicroProfile Metrics. */
@Singleton
class MpCoreMetrics implements CoreMetrics {
    private static final Metadata SYNC_REQUESTS = Metadata.builder()
            .withName("omega_sync_requests_total")
            .withDescription("Frames of the sync protocol that were answered, by outcome")
            .build();
    private static final Metadata SYNC_SECONDS = Metadata.builder()
            .withName("omega_sync_seconds")
            .withDescription("Time to answer a frame of the sync protocol")
            .build();
    private static final Metadata INGESTED = Metadata.builder()
            .withName("omega_ingest_patterns_total")
            .withDescription("Contributions that were pushed, by result")
            .build();
    private static final Metadata ROUND_SECONDS = Metadata.builder()
            .withName("omega_aggregation_round_seconds")
            .withDescription("Time of an aggregation round, commit included")
            .build();
    private static final Metadata QUOTA_REFUSED = Metadata.builder()
            .withName("omega_quota_refused_total")
            .withDescription("Contributions that the running epoch took no more of")
            .build();
    private static final Metadata BANK_PATTERNS = Metadata.builder()
            .withName("omega_bank_patterns")
            .withDescription("Consolidated patterns in the bank")
            .build();

    private final MetricRegistry registry;

    @Inject
    MpCoreMetrics(MetricRegistry registry) {
        this.registry = registry;
        // From the start, so that a dashboard sees zeros and not nothing.
        registry.counter(SYNC_REQUESTS, new Tag("outcome", "ok"));
        registry.timer(SYNC_SECONDS);
        registry.counter(INGESTED, new Tag("result", "accepted"));
        registry.timer(ROUND_SECONDS);
    }

    @Override
    public void sync(String outcome, Duration took) {
        registry.counter(SYNC_REQUESTS, new Tag("outcome", outcome)).inc();
        registry.timer(SYNC_SECONDS).update(took);
    }

    @Override
    public void ingested(String result, int count) {
        if (count > 0) {
            registry.counter(INGESTED, new Tag("result", result)).inc(count);
        }
    }

    @Override
    public void refusedByQuota(String kind, int count) {
        registry.counter(QUOTA_REFUSED, new Tag("kind", kind)).inc(count);
    }

    @Override
    public void round(Duration took) {
        registry.timer(ROUND_SECONDS).update(took);
    }

    @Override
    public void bankPatterns(IntSupplier size) {
        registry.gauge(BANK_PATTERNS, size, IntSupplier::getAsInt);
    }
}
