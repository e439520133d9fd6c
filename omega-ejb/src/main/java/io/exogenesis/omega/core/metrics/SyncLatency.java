package io.exogenesis.omega.core.metrics;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How long frames of the sync protocol take to be answered, by transport: from the whole frame until its answer. The network's own
 * time is not in it. Recording never waits; one reader takes an interval at a time. About 100 KB a transport, whatever comes.
 */
@Singleton
public class SyncLatency {
    /** A frame that takes longer counts as this: a client has given up by then. */
    private static final long MOST_MICROS = TimeUnit.SECONDS.toMicros(60);
    /** Two digits: a percentile is right within 1 %. */
    private static final int DIGITS = 2;

    private final Map<Transport, Channel> channels = new EnumMap<>(Transport.class);

    public SyncLatency() {
        for (Transport t : Transport.values()) {
            channels.put(t, new Channel());
        }
    }

    /** One frame was answered. */
    public void record(Transport transport, Duration took) {
        long micros = Math.clamp(took.toNanos() / 1_000, 0, MOST_MICROS);
        channel(transport).recorder.recordValue(micros);
    }

    /** What came since the last call, which begins the next interval. */
    public synchronized Map<Transport, Percentiles> interval() {
        Map<Transport, Percentiles> out = new EnumMap<>(Transport.class);
        channels.forEach((t, c) -> out.put(t, c.interval()));
        return out;
    }

    /** What the intervals since the last call of this method had together. */
    public synchronized Map<Transport, Percentiles> intervals() {
        Map<Transport, Percentiles> out = new EnumMap<>(Transport.class);
        channels.forEach((t, c) -> out.put(t, c.together()));
        return out;
    }

    private Channel channel(Transport transport) {
        return java.util.Objects.requireNonNull(channels.get(transport));
    }

    /**
     * Microseconds; all zero where nothing came.
     *
     * @param count frames
     */
    public record Percentiles(long count, long p50, long p95, long p99) {
        public static final Percentiles NONE = new Percentiles(0, 0, 0, 0);

        static Percentiles of(Histogram h) {
            return h.getTotalCount() == 0
                    ? NONE
                    : new Percentiles(
                            h.getTotalCount(),
                            h.getValueAtPercentile(50),
                            h.getValueAtPercentile(95),
                            h.getValueAtPercentile(99));
        }
    }

    private static final class Channel {
        private final Recorder recorder = new Recorder(MOST_MICROS, DIGITS);
        private final Histogram sum = new Histogram(MOST_MICROS, DIGITS);
        private Histogram last = recorder.getIntervalHistogram();

        Percentiles interval() {
            last = recorder.getIntervalHistogram(last);
            sum.add(last);
            return Percentiles.of(last);
        }

        Percentiles together() {
            Percentiles out = Percentiles.of(sum);
            sum.reset();
            return out;
        }
    }
}
