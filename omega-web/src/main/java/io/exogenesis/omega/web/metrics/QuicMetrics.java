package io.exogenesis.omega.web.metrics;

import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.sync.HeldPulls;
import io.exogenesis.omega.quic.QuicStats;
import io.exogenesis.omega.web.quic.QuicEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.function.ToLongFunction;

/** Publishes the listener's counters as gauges that are read when they are scraped. */
@ApplicationScoped
public class QuicMetrics {
    @Inject
    CoreMetrics metrics;

    @Inject
    QuicEndpoint quic;

    @Inject
    HeldPulls held;

    void register(@Observes @Initialized(ApplicationScoped.class) Object started) {
        metrics.gauge(Metric.QUIC_LISTENING, () -> quic.port().isPresent() ? 1 : 0);
        metrics.gauge(Metric.PULLS_HELD, held::size);
        gauge(Metric.QUIC_CONNECTIONS, s -> s.connections().open());
        gauge(Metric.QUIC_CONNECTIONS_TOTAL, s -> s.connections().total());
        gauge(Metric.QUIC_CONNECTIONS_REFUSED, s -> s.connections().refused());
        gauge(Metric.QUIC_FRAMES_REFUSED, s -> s.frames().refused());
        gauge(Metric.QUIC_STREAMS_FAILED, s -> s.streams().failed());
    }

    private void gauge(Metric metric, ToLongFunction<QuicStats> value) {
        metrics.gauge(metric, () -> quic.stats().map(value::applyAsLong).orElse(0L));
    }
}
