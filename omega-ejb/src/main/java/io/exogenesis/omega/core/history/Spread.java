package io.exogenesis.omega.core.history;

import io.exogenesis.omega.core.metrics.Transport;
import java.util.List;
import java.util.Map;

/**
 * Where the viewers are that were heard within the last five minutes.
 *
 * @param active all of them
 * @param rounds by the newest round whose patterns they have, newest first
 * @param older they have the patterns of a round before these, or of another bank
 * @param nothing they have fetched nothing since the Core started
 * @param transports by what carried their last session; who was heard in another way is in none
 */
public record Spread(int active, List<AtRound> rounds, int older, int nothing, Map<Transport, Integer> transports) {
    /**
     * Viewers that have what a round published, and nothing newer.
     *
     * @param round 0 for the bank as it is if no round is remembered
     * @param version of the bank after it
     */
    public record AtRound(long round, long version, int viewers) {}

    /** Viewers so many rounds behind the newest. */
    int behind(int count) {
        return count < rounds.size() ? rounds.get(count).viewers() : 0;
    }
}
