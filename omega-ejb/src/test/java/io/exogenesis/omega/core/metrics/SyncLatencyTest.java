package io.exogenesis.omega.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.core.metrics.SyncLatency.Percentiles;
import java.time.Duration;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SyncLatencyTest {
    private final SyncLatency latency = new SyncLatency();

    private void record(Transport transport, int from, int to) {
        for (int ms = from; ms <= to; ms++) {
            latency.record(transport, Duration.ofMillis(ms));
        }
    }

    @Test
    void interval_ofTwoTransports_tellsEachByItself_andBeginsAnew() {
        record(Transport.QUIC, 1, 100);
        record(Transport.HTTPS, 1_001, 1_100);

        var first = latency.interval();

        Percentiles quic = Objects.requireNonNull(first.get(Transport.QUIC));
        assertThat(quic.count()).isEqualTo(100);
        assertThat(quic.p50()).isCloseTo(50_000, Percentage.withPercentage(1));
        assertThat(quic.p95()).isCloseTo(95_000, Percentage.withPercentage(1));
        assertThat(quic.p99()).isCloseTo(99_000, Percentage.withPercentage(1));
        assertThat(Objects.requireNonNull(first.get(Transport.HTTPS)).p50())
                .isCloseTo(1_050_000, Percentage.withPercentage(1));
        assertThat(first).containsEntry(Transport.HTTP, Percentiles.NONE);
        assertThat(latency.interval()).containsEntry(Transport.QUIC, Percentiles.NONE);
    }

    /** A mean of percentiles is none: the percentiles of a minute are those of all its frames. */
    @Test
    void intervals_ofAQuickAndASlowOne_areOfAllFrames() {
        record(Transport.QUIC, 1, 99);
        latency.interval();
        latency.record(Transport.QUIC, Duration.ofSeconds(5));
        latency.interval();

        Percentiles minute = Objects.requireNonNull(latency.intervals().get(Transport.QUIC));

        assertThat(minute.count()).isEqualTo(100);
        assertThat(minute.p50()).isCloseTo(50_000, within(600L));
        assertThat(minute.p99()).isCloseTo(99_000, within(1_100L));
        assertThat(latency.intervals()).containsEntry(Transport.QUIC, Percentiles.NONE);
    }

    @Test
    void record_longerThanAMinute_countsAsAMinute() {
        latency.record(Transport.HTTP, Duration.ofHours(3));

        assertThat(Objects.requireNonNull(latency.interval().get(Transport.HTTP))
                        .p99())
                .isCloseTo(60_000_000, Percentage.withPercentage(1));
    }
}
