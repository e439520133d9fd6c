package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.LearningException;

/**
 * Parameters of the item plane's defence. Masses are shares: energy of a title's column for each row of an epoch.
 *
 * @param enabled whether anything below takes place; audits of what was shown are off with it
 * @param freeShare φ, share of viewers that a title may have at once, whatever its past
 * @param growth g, factor by which a title's mass may grow in an epoch
 * @param anchoredGrowth g of titles that the operator vouches for
 * @param decline factor by which a title's mass may shrink in an epoch; slower than growth, since nobody gains by a late farewell
 * @param newMass β, share of the whole mass that all titles together may gain in an epoch
 * @param minPercentile below this mean percentile of its supporters a title may not grow
 * @param halfSize rows of each half sketch behind those percentiles
 * @param founders rows of the epoch that founds the history; before it there is nothing to compare with
 */
public record DefenceSettings(
        boolean enabled,
        double freeShare,
        double growth,
        double anchoredGrowth,
        double decline,
        double newMass,
        double minPercentile,
        int halfSize,
        int founders) {
    /** Figures in docs/decisions/0011 and 0030. */
    public static final DefenceSettings DEFAULT = new DefenceSettings(true, .02, 1.05, 1.25, 1.01, .05, .60, 64, 100);
    /** Nothing but reputation: for comparison. */
    public static final DefenceSettings OFF = new DefenceSettings(false, .02, 1.05, 1.25, 1.01, .05, .60, 64, 100);

    public DefenceSettings {
        if (!(freeShare > 0 && freeShare <= 1) || !(newMass > 0 && newMass <= 1)) {
            throw new LearningException("free share and new mass must be in (0, 1], not " + freeShare + ", " + newMass);
        }
        if (!(growth >= 1 && growth <= anchoredGrowth && decline >= 1) || !Double.isFinite(anchoredGrowth + decline)) {
            throw new LearningException("growth, anchored growth and decline are factors of at least 1 in this order: "
                    + growth + ", " + anchoredGrowth + ", " + decline);
        }
        if (!(minPercentile >= 0 && minPercentile <= 1) || halfSize < 1 || founders < 1) {
            throw new LearningException("percentile must be in [0, 1], half size and founders positive: "
                    + minPercentile + ", " + halfSize + ", " + founders);
        }
    }

    /** The same with another φ. */
    public DefenceSettings withFreeShare(double share) {
        return new DefenceSettings(
                enabled, share, growth, anchoredGrowth, decline, newMass, minPercentile, halfSize, founders);
    }

    /** The same with another least number of founding rows. */
    public DefenceSettings withFounders(int rows) {
        return new DefenceSettings(
                enabled, freeShare, growth, anchoredGrowth, decline, newMass, minPercentile, halfSize, rows);
    }
}
