package io.exogenesis.omega.core.config;

/**
 * What is let in.
 *
 * @param minQuality {@code omega.ingest.min-quality}: patterns whose success rate is below it are refused
 * @param requestsPerMinute {@code omega.ingest.requests-per-minute}: pushes, pulls and consent changes of one viewer;
 *     downloads of titles and item model have ten times as many
 * @param bytesPerMinute {@code omega.ingest.bytes-per-minute}: bytes that one viewer may push in any minute, half of them at once
 * @param epoch what an epoch takes
 */
public record IngestSettings(double minQuality, int requestsPerMinute, long bytesPerMinute, EpochLimits epoch) {
    /** The specification's values. */
    public static final IngestSettings DEFAULTS = new IngestSettings(.7, 60, 10L << 20, EpochLimits.DEFAULTS);

    public IngestSettings {
        Checks.share("omega.ingest.min-quality", minQuality);
        Checks.range("omega.ingest.requests-per-minute", requestsPerMinute, 1, 1_000_000);
        Checks.range("omega.ingest.bytes-per-minute", bytesPerMinute, 1024, Checks.MAX_PER_MINUTE);
    }

    /** With the usual limits of an epoch. */
    public IngestSettings(double minQuality, int requestsPerMinute, long bytesPerMinute) {
        this(minQuality, requestsPerMinute, bytesPerMinute, EpochLimits.DEFAULTS);
    }

    /** The same with other limits of an epoch. */
    public IngestSettings with(EpochLimits limits) {
        return new IngestSettings(minQuality, requestsPerMinute, bytesPerMinute, limits);
    }
}
