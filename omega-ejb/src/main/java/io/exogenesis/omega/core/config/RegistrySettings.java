package io.exogenesis.omega.core.config;

import java.time.Duration;

/**
 * Who may take part.
 *
 * @param maxViewers {@code omega.registry.max-viewers}: viewers that may be registered; the heap is sized by it
 * @param tokenLifetime {@code omega.registry.token-lifetime}: of a viewer's token; a sync renews it from its half on
 * @param renewalGrace {@code omega.registry.renewal-grace}: how long after its end a viewer's token can still be renewed, and
 *     nothing else
 * @param codeLifetime {@code omega.registry.code-lifetime}: of an enrolment code that nobody used
 * @param maxOpenCodes {@code omega.registry.max-open-codes}: enrolment codes that were made and neither used nor expired
 */
public record RegistrySettings(
        int maxViewers, Duration tokenLifetime, Duration renewalGrace, Duration codeLifetime, int maxOpenCodes) {
    /** A code is for a device that is set up in these days; as many may be open as there are places for viewers. */
    public static final RegistrySettings DEFAULTS =
            new RegistrySettings(100_000, Duration.ofHours(24), Duration.ofDays(90), Duration.ofDays(7), 100_000);

    /** How long a removed viewer's row stays at least: longer than any epoch, so a round has forgotten what trends knew of it. */
    private static final Duration LEAST_TOMBSTONE = Duration.ofDays(32);

    /** With the defaults for codes. */
    public RegistrySettings(int maxViewers, Duration tokenLifetime, Duration renewalGrace) {
        this(maxViewers, tokenLifetime, renewalGrace, DEFAULTS.codeLifetime, DEFAULTS.maxOpenCodes);
    }

    public RegistrySettings {
        Checks.range("omega.registry.max-viewers", maxViewers, 1, 10_000_000);
        Checks.range("omega.registry.token-lifetime", tokenLifetime, Duration.ofSeconds(1), Duration.ofDays(366));
        Checks.range("omega.registry.renewal-grace", renewalGrace, Duration.ZERO, Duration.ofDays(3660));
        Checks.range("omega.registry.code-lifetime", codeLifetime, Duration.ofSeconds(1), Duration.ofDays(366));
        Checks.range("omega.registry.max-open-codes", maxOpenCodes, 1, 10_000_000);
    }

    /**
     * How long a removed viewer is remembered: until none of its tokens can be renewed any more, and until the epoch that knew
     * it is over.
     */
    public Duration tombstoneLifetime() {
        Duration tokens = tokenLifetime.plus(renewalGrace);
        return tokens.compareTo(LEAST_TOMBSTONE) > 0 ? tokens : LEAST_TOMBSTONE;
    }
}
