package io.exogenesis.omega.core.config;

import java.time.Duration;

/**
 * What an epoch takes. What a viewer sends again under the same pattern id replaces the former and takes no further place; see
 * {@link #acceptedPerEpoch} for how often. A newer sample replaces the former, too, but each is one of the samples: all titles and
 * trends are computed from the newest, so each costs the next round as much as the first.
 *
 * @param patterns {@code omega.ingest.patterns-per-epoch}: distinct patterns of one viewer, of which a newer version takes the place of the
 *     former. All that a viewer had acknowledged, replaced and refused included, is at most 16 times its patterns, samples and reports
 * @param samples {@code omega.ingest.samples-per-epoch}: samples taken of one viewer, of which the newest counts
 * @param reports {@code omega.ingest.reports-per-epoch}: reports of outcomes of one viewer, which add up
 * @param ceiling {@code omega.ingest.epoch-ceiling}: contributions of all viewers that count at once; 0: what the heap carries.
 *     More than the heap carries is never taken
 * @param ceilingBytes {@code omega.ingest.epoch-bytes}: bytes of the log in one epoch; 0: {@value #BYTES_A_CONTRIBUTION} for each
 *     contribution of the ceiling
 * @param eraseWithin {@code omega.ingest.erase-within}: how long withdrawn contributions may still be on the disk
 */
public record EpochLimits(
        int patterns, int samples, int reports, long ceiling, long ceilingBytes, Duration eraseWithin) {
    /**
     * Everything that one viewer has acknowledged in an epoch, in multiples of its places: an agent that sends all its patterns
     * again each half hour of a long evening stays below, and the log of one viewer stays below a megabyte.
     */
    public static final int VERSIONS = 16;
    /** A pattern has some 600 bytes in the log, a sample of fifty titles 1.5 KB; and some are replaced. */
    public static final long BYTES_A_CONTRIBUTION = 2048;

    public static final EpochLimits DEFAULTS = new EpochLimits(64, 8, 24, 0, 0, Duration.ofMinutes(10));

    public EpochLimits {
        Checks.range("omega.ingest.patterns-per-epoch", patterns, 1, 10_000);
        Checks.range("omega.ingest.samples-per-epoch", samples, 1, 10_000);
        Checks.range("omega.ingest.reports-per-epoch", reports, 1, 10_000);
        Checks.range("omega.ingest.epoch-ceiling", ceiling, 0, 100_000_000);
        Checks.range("omega.ingest.epoch-bytes", ceilingBytes, 0, 1L << 44);
        Checks.range("omega.ingest.erase-within", eraseWithin, Duration.ofSeconds(20), Duration.ofDays(1));
    }

    /** Contributions of one viewer that count at once. */
    public int places() {
        return patterns + samples + reports;
    }

    /** Sequence numbers of one viewer that an epoch takes: what is replaced, refused or counted at once is among them. */
    public int acceptedPerEpoch() {
        return VERSIONS * places();
    }
}
