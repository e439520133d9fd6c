package io.exogenesis.omega.lab.bench.agent;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param runs figures are medians of so many, ≥ 1
 * @param run the length of one
 * @param warmUp before the first
 * @param seed of all data
 */
public record SpeedSettings(int runs, Duration run, Duration warmUp, long seed) {
    /** Three runs of a second: with the warm-up, six seconds a figure. */
    public static final SpeedSettings DEFAULT = new SpeedSettings(3, Duration.ofSeconds(1), Duration.ofSeconds(3), 1);

    public SpeedSettings {
        if (runs < 1 || !run.isPositive() || warmUp.isNegative()) {
            throw new IllegalArgumentException("a measurement has at least one run of some length");
        }
    }
}
