package io.exogenesis.omega.core.config;

import java.time.Duration;

/**
 * Evenings in the browser.
 *
 * @param enabled {@code omega.watch.enabled}: whether {@code /watch} serves evenings on this machine
 * @param maxSessions {@code omega.watch.max-sessions}: evenings at once; when all places are taken, the one that was idle longest leaves
 * @param idle {@code omega.watch.idle}: an evening that nobody uses for so long ends, and all of it is deleted
 */
public record WatchSettings(boolean enabled, int maxSessions, Duration idle) {
    /** An agent takes about a megabyte; after half an hour at the door a household looks again anyway. */
    public static final WatchSettings DEFAULTS = new WatchSettings(true, 200, Duration.ofMinutes(30));

    public WatchSettings {
        Checks.range("omega.watch.max-sessions", maxSessions, 1, 10_000);
        Checks.range("omega.watch.idle", idle, Duration.ofMinutes(1), Duration.ofDays(1));
    }
}
