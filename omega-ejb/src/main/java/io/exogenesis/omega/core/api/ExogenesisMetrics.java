package io.exogenesis.omega.core.api;

import io.exogenesis.omega.core.viewers.ViewerActivity;
import java.util.OptionalDouble;

/** The specification's figures (12.1). Rates are in [0, 1], times in seconds; empty where nothing was measured since the start. */
public record ExogenesisMetrics(String coordinatorId, Viewer viewer, Omega omega, Network network) {
    /**
     * Of the viewers.
     *
     * @param activeViewers heard within the last {@link ViewerActivity#ACTIVE_WITHIN}
     * @param patternsStored raw contributions that count in the running epoch
     * @param patternsSynced contributions acknowledged in all
     * @param avgSessionDuration seconds watched in a session, of viewers whose owners share summaries
     * @param recommendationAccuracy share of the showings that ended in a watch, as the audit cohort reports
     */
    public record Viewer(
            int activeViewers,
            long patternsStored,
            long patternsSynced,
            OptionalDouble avgSessionDuration,
            OptionalDouble recommendationAccuracy) {}

    /**
     * Of the Core.
     *
     * @param totalPatterns contributions acknowledged and decided or waiting
     * @param consensusRate admitted of decided contributions
     * @param aggregationLatency mean time of a committed round
     * @param distributionLatency mean time from a change of the bank until a viewer that syncs has fetched all of it
     */
    public record Omega(
            long totalPatterns,
            int consolidatedPatterns,
            OptionalDouble consensusRate,
            OptionalDouble aggregationLatency,
            OptionalDouble distributionLatency) {}

    /**
     * Of the sync protocol, on every transport.
     *
     * @param syncSuccessRate frames answered with what they asked for
     * @param avgSyncLatency mean time to answer a frame
     * @param bytesTransferred of frames, both ways
     * @param connectionErrors QUIC streams that ended by reset or loss
     */
    public record Network(
            OptionalDouble syncSuccessRate,
            OptionalDouble avgSyncLatency,
            long bytesTransferred,
            long connectionErrors) {}
}
