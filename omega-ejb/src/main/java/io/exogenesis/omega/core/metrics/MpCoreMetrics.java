package io.exogenesis.omega.core.metrics;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Publishes the Core's counts through MicroProfile Metrics. */
@Singleton
class MpCoreMetrics implements CoreMetrics {
    private final MetricRegistry registry;
    /** Each sync counts several times, and the registry makes and checks an id of strings each time. A dozen labels a counter. */
    private final Map<Labelled, Counter> counters = new ConcurrentHashMap<>();

    private record Labelled(Metric counter, String label) {}

    private final Map<Metric, DoubleSupplier> gauges = new ConcurrentHashMap<>();
    private final Map<Metric, Metadata> metadata = new EnumMap<>(Metric.class);

    @Inject
    MpCoreMetrics(MetricRegistry registry) {
        this.registry = registry;
        for (Metric m : Metric.values()) {
            metadata.put(
                    m,
                    Metadata.builder()
                            .withName(m.published())
                            .withDescription(m.description())
                            .build());
            // From the start, so that a dashboard sees zeros and not nothing.
            switch (m.kind()) {
                case COUNTER -> registry.counter(metadata.get(m), tags(m, m.firstValue()));
                case TIMER -> registry.timer(metadata.get(m));
                case GAUGE -> {} // published when somebody can tell its value
            }
        }
    }

    @Override
    public void count(Metric counter, String label, long by) {
        if (by > 0) {
            counters.computeIfAbsent(new Labelled(counter, label), this::counter)
                    .inc(by);
        }
    }

    private Counter counter(Labelled of) {
        return registry.counter(metadata.get(of.counter()), tags(of.counter(), of.label()));
    }

    @Override
    public void time(Metric timer, Duration took) {
        registry.timer(metadata.get(timer)).update(took);
    }

    @Override
    public void gauge(Metric gauge, DoubleSupplier value) {
        registry.gauge(metadata.get(gauge), value, DoubleSupplier::getAsDouble);
        gauges.put(gauge, value);
    }

    @Override
    public long counted(Metric counter, String label) {
        // Of one name there are as many as its label has values: a dozen.
        return registry.getCounters((id, metric) -> id.getName().equals(counter.published())).entrySet().stream()
                .filter(e -> label.isEmpty() || e.getKey().getTags().containsValue(label))
                .mapToLong(e -> e.getValue().getCount())
                .sum();
    }

    @Override
    public Timing timed(Metric timer) {
        Timer known = registry.timer(metadata.get(timer));
        return new Timing(known.getCount(), known.getElapsedTime());
    }

    @Override
    public double measured(Metric gauge) {
        return gauges.getOrDefault(gauge, () -> Double.NaN).getAsDouble();
    }

    private static Tag[] tags(Metric metric, String label) {
        return metric.label().isEmpty() ? new Tag[0] : new Tag[] {new Tag(metric.label(), label)};
    }
}
