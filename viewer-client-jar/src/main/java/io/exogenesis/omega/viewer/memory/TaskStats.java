package io.exogenesis.omega.viewer.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * How a task went.
 *
 * @param attempts episodes
 * @param successRate in [0, 1], 0 without attempts
 * @param averageReward in [0, 1]
 * @param averageLatency how long it took
 * @param trend (mean reward of the last 7 days − mean before) / mean before; 0 if one of the two is missing or the latter 0
 */
public record TaskStats(int attempts, double successRate, double averageReward, Duration averageLatency, double trend) {
    private static final Duration RECENT = Duration.ofDays(7);

    public static TaskStats of(Collection<Episode> episodes, Instant now) {
        Instant border = now.minus(RECENT);
        double recent = episodes.stream()
                .filter(e -> e.at().isAfter(border))
                .mapToDouble(Episode::reward)
                .average()
                .orElse(0);
        double before = episodes.stream()
                .filter(e -> !e.at().isAfter(border))
                .mapToDouble(Episode::reward)
                .average()
                .orElse(0);
        boolean both = episodes.stream().anyMatch(e -> e.at().isAfter(border)) && before > 0;
        return new TaskStats(
                episodes.size(),
                episodes.stream().mapToInt(e -> e.success() ? 1 : 0).average().orElse(0),
                episodes.stream().mapToDouble(Episode::reward).average().orElse(0),
                Duration.ofMillis((long) episodes.stream()
                        .mapToLong(e -> e.latency().toMillis())
                        .average()
                        .orElse(0)),
                both ? (recent - before) / before : 0);
    }
}
