package io.exogenesis.omega.lab.heal.subject;

import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** The Core's metrics without a registry that publishes them. */
public final class CountingMetrics implements CoreMetrics {
    private record Key(Metric metric, String label) {}

    private final Map<Key, LongAdder> counters = new ConcurrentHashMap<>();
    private final Map<Metric, DoubleSupplier> gauges = new ConcurrentHashMap<>();
    private final Map<Metric, LongAdder> times = new ConcurrentHashMap<>();
    private final Map<Metric, LongAdder> timed = new ConcurrentHashMap<>();

    @Override
    public void count(Metric counter, String label, long by) {
        counters.computeIfAbsent(new Key(counter, label), k -> new LongAdder()).add(by);
    }

    @Override
    public void time(Metric timer, Duration took) {
        timed.computeIfAbsent(timer, t -> new LongAdder()).increment();
        times.computeIfAbsent(timer, t -> new LongAdder()).add(took.toNanos());
    }

    @Override
    public void gauge(Metric gauge, DoubleSupplier value) {
        gauges.put(gauge, value);
    }

    @Override
    public long counted(Metric counter, String label) {
        return counters.entrySet().stream()
                .filter(e -> e.getKey().metric() == counter
                        && (label.isEmpty() || e.getKey().label().equals(label)))
                .mapToLong(e -> e.getValue().sum())
                .sum();
    }

    @Override
    public Timing timed(Metric timer) {
        return new Timing(
                timed.getOrDefault(timer, new LongAdder()).sum(),
                Duration.ofNanos(times.getOrDefault(timer, new LongAdder()).sum()));
    }

    @Override
    public double measured(Metric gauge) {
        return gauges.getOrDefault(gauge, () -> Double.NaN).getAsDouble();
    }
}
