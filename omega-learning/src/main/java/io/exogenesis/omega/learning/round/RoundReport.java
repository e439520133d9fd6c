package io.exogenesis.omega.learning.round;

import java.util.List;

/**
 * What happened in a round, for the log and the status page. The caller measures the time.
 *
 * @param round number of the round, from 1
 * @param epoch number of the epoch, from 0
 * @param viewers distinct viewers among votes and rows
 * @param votes patterns seen
 * @param clusters groups found, of any size
 * @param bankPatterns patterns in the bank after the round
 * @param rows samples that took part in the item model
 * @param items titles with released support
 * @param itemModelPublished whether a new item model came out
 * @param admitted contributions by outcome, likewise {@code refused}, {@code waiting}, {@code expired}
 * @param decisions clusters with at least two viewers and patterns that changed without votes, largest first
 */
public record RoundReport(
        long round,
        long epoch,
        int viewers,
        int votes,
        int clusters,
        int bankPatterns,
        int rows,
        int items,
        boolean itemModelPublished,
        int admitted,
        int refused,
        int waiting,
        int expired,
        List<ClusterDecision> decisions) {
    public RoundReport {
        decisions = List.copyOf(decisions);
    }
}
