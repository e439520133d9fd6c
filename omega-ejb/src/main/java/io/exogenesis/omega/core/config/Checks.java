package io.exogenesis.omega.core.config;

import java.time.Duration;

/** Range checks of settings; each names the key, as the operator typed it. */
final class Checks {
    /** One unit a nanosecond: the finest that the clock of a rate limit can tell apart. */
    static final long MAX_PER_MINUTE = 60_000_000_000L;

    private Checks() {}

    static void range(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidSettingException(key + " must be between " + min + " and " + max + ", not " + value);
        }
    }

    static void share(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidSettingException(key + " must be between 0 and 1, not " + value);
        }
    }

    static void range(String key, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new InvalidSettingException(key + " must be between " + min + " and " + max + ", not " + value);
        }
    }
}
