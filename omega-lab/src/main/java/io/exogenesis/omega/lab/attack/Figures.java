package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.measure.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * What a round of an attack looked like to honest viewers. Null: not measured by this kind of attack.
 *
 * @param round of the attack, from 1
 * @param targetHitRate10 share of honest viewers with a target in their first ten (local veto off), mean over the targets
 * @param targetHitRateKept the same as a share of what it is at this round without the attack; for demotion
 * @param impressionsPerViewer showings of a target to an honest viewer so far (local veto on), mean over the targets
 * @param centroidDegrees angle of attacked patterns to the mean of their honest supporters, mean over the patterns
 * @param ndcg10 of honest lists; measured after the last round
 * @param auc the same
 * @param captureRate share of the attackers' own patterns that the bank shows as admitted
 * @param vetoRate share of attacked honest patterns that are no longer in the bank, or no longer admitted
 */
public record Figures(
        int round,
        @Nullable Double targetHitRate10,
        @Nullable Double targetHitRateKept,
        @Nullable Double impressionsPerViewer,
        @Nullable Double centroidDegrees,
        @Nullable Double ndcg10,
        @Nullable Double auc,
        @Nullable Double captureRate,
        @Nullable Double vetoRate) {
    static Figures ofItems(int round, double hitRate, double impressions, @Nullable Metrics quality) {
        return new Figures(
                round,
                hitRate,
                null,
                impressions,
                null,
                quality == null ? null : quality.ndcg10(),
                quality == null ? null : quality.auc(),
                null,
                null);
    }

    static Figures ofPatterns(int round, double degrees, @Nullable Double capture, @Nullable Double veto) {
        return new Figures(round, null, null, null, degrees, null, null, capture, veto);
    }

    Figures keeping(double share) {
        return new Figures(
                round,
                targetHitRate10,
                share,
                impressionsPerViewer,
                centroidDegrees,
                ndcg10,
                auc,
                captureRate,
                vetoRate);
    }
}
