package io.exogenesis.omega.core.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the Core mends itself.
 *
 * @param mode {@code omega.healing.mode}: {@code off}: nothing is mended or moved; {@code rules}: faults are mended by rules; {@code mpc}:
 *     besides, the model-predictive controller moves three settings while the Core is under load
 * @param latencyTarget {@code omega.healing.latency-target}: 95 % of the frames are to be answered within this time; beyond it the
 *     controller acts
 */
public record HealingSettings(Mode mode, Duration latencyTarget) {
    /** What is on. */
    public enum Mode {
        OFF,
        RULES,
        MPC;

        /** As it is written in a setting. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** 200 ms: four times what a sync is to take. Turning frames away for less would harm viewers more than waiting does. */
    public static final HealingSettings DEFAULTS = new HealingSettings(Mode.MPC, Duration.ofMillis(200));

    public HealingSettings {
        Checks.range("omega.healing.latency-target", latencyTarget, Duration.ofMillis(1), Duration.ofMinutes(1));
    }

    /** @throws InvalidSettingException for another word */
    static Mode mode(String key) {
        return Arrays.stream(Mode.values())
                .filter(m -> m.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new InvalidSettingException("omega.healing.mode must be one of "
                        + Arrays.stream(Mode.values()).map(Mode::key).collect(Collectors.joining(", ")) + ", not "
                        + key));
    }
}
