package io.exogenesis.omega.core.config;

import java.time.Duration;

/**
 * Who may take part.
 *
 * @param maxViewers {@code omega.registry.max-viewers}
 * @param tokenLifetime {@code omega.registry.token-lifetime}: of a viewer's token; a sync renews it from its half on
 * @param renewalGrace {@code omega.registry.renewal-grace}: how long after its end a viewer's token can still be renewed, and
 *     nothing else
 */
public record RegistrySettings(int maxViewers, Duration tokenLifetime, Duration renewalGrace) {
    public static final RegistrySettings DEFAULTS =
            new RegistrySettings(100_000, Duration.ofHours(24), Duration.ofDays(90));

    public RegistrySettings {
        Checks.range("omega.registry.max-viewers", maxViewers, 1, 10_000_000);
        Checks.range("omega.registry.token-lifetime", tokenLifetime, Duration.ofSeconds(1), Duration.ofDays(366));
        Checks.range("omega.registry.renewal-grace", renewalGrace, Duration.ZERO, Duration.ofDays(3660));
    }
}
