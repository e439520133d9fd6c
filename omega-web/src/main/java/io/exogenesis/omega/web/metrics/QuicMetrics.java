package io.exogenesis.omega.web.metrics;

import io.exogenesis.omega.quic.QuicStats;
import io.exogenesis.omega.web.quic.QuicEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Publishes the listener's counters as gauges that are read when they are scraped. */
@ApplicationScoped
public class QuicMetrics {
    @Inject
    MetricRegistry registry;

    @Inject
    QuicEndpoint quic;

    void register(@Observes @Initialized(ApplicationScoped.class) Object started) {
        gauge("omega_quic_connections", "QUIC connections open now", QuicStats::connectionsOpen);
        gauge("omega_quic_connections_total", "QUIC connections ever accepted", QuicStats::connectionsTotal);
        gauge("omega_quic_frames_refused_total", "Frames that were too large or malformed", QuicStats::framesRefused);
        gauge("omega_quic_streams_failed_total", "Streams that ended by reset or loss", QuicStats::streamsFailed);
    }

    private void gauge(String name, String description, ToLongFunction<QuicStats> value) {
        registry.gauge(
                Metadata.builder().withName(name).withDescription(description).build(),
                () -> quic.stats().map(value::applyAsLong).orElse(0L));
    }
}
