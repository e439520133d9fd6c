package io.exogenesis.omega.core.metrics;

import java.time.Duration;
import java.util.function.IntSupplier;

/** What the Core counts; {@link MpCoreMetrics} publishes it. */
public interface CoreMetrics {
    /** Counts nothing: for tests of other things. */
    CoreMetrics NONE = new CoreMetrics() {
        @Override
        public void sync(String outcome, Duration took) {}

        @Override
        public void ingested(String result, int count) {}

        @Override
        public void refusedByQuota(String kind, int count) {}

        @Override
        public void round(Duration took) {}

        @Override
        public void bankPatterns(IntSupplier size) {}
    };

    /** {@code omega_sync_requests_total{outcome}} and {@code omega_sync_seconds}: one frame answered. */
    void sync(String outcome, Duration took);

    /** {@code omega_ingest_patterns_total{result}}. */
    void ingested(String result, int count);

    /** {@code omega_quota_refused_total{kind}}. */
    void refusedByQuota(String kind, int count);

    /** {@code omega_aggregation_round_seconds}. */
    void round(Duration took);

    /** {@code omega_bank_patterns}, asked when it is scraped. */
    void bankPatterns(IntSupplier size);
}
