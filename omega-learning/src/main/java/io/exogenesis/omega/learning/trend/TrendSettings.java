package io.exogenesis.omega.learning.trend;

import io.exogenesis.omega.learning.LearningException;
import java.util.List;

/**
 * Parameters of the detector. The defaults were chosen on simulated streams whose seeds are not those of the figures reported
 * ({@code ./omega lab trend} prints both).
 *
 * @param fastDays time constant of the fast count, in days: what is happening now
 * @param slowDays time constant of the slow count, in days: what is usual
 * @param factors the rate changes that are looked for, each with a CUSUM of its own, since the true one is unknown
 * @param threshold evidence (log-likelihood ratio) from which on a title is called a trend
 * @param caution standard errors that are added to the usual rate: a rate known from three events is hardly known
 * @param prior events that every title is supposed to have had, so that a title never seen before has a usual rate, too
 * @param minViewers distinct viewers behind an alarm; more than the release threshold k = 3
 * @param minRatio least ratio of the fast rate to the usual one for an alarm
 * @param calmRatio below it a trend is over
 * @param learningDays from the first event on nothing is called a trend: everything is new to a new Core
 * @param windowDays in so many days a viewer counts once for a title; an alarm rests on no older viewer
 * @param maxTitles titles remembered; beyond it the least watched tenth is forgotten
 */
public record TrendSettings(
        double fastDays,
        double slowDays,
        List<Double> factors,
        double threshold,
        double caution,
        double prior,
        int minViewers,
        double minRatio,
        double calmRatio,
        int learningDays,
        int windowDays,
        int maxTitles) {

    /**
     * Slow 60 d is the design's. Fast is 14 d, not its 7: the usual rate is slow less fast, and the longer lag keeps the rise
     * itself out of it (a third fewer false alarms at the same recall). Threshold 4.5: a fivefold rise is found nearly always;
     * 4 pays for faint rises with a half more false alarms.
     */
    public static final TrendSettings DEFAULT =
            new TrendSettings(14, 60, List.of(2.5, 5.0, 10.0), 4.5, 1, .5, 4, 2, 1.5, 14, 30, 20_000);

    public TrendSettings {
        factors = List.copyOf(factors);
        if (!(fastDays > 0 && slowDays > fastDays)) {
            throw new LearningException(
                    "the slow count must be slower than the fast one: " + slowDays + ", " + fastDays + " days");
        }
        if (factors.isEmpty() || factors.stream().anyMatch(f -> !(f > 1))) {
            throw new LearningException("a rate change is a factor above 1, not " + factors);
        }
        if (!(threshold > 0 && caution >= 0 && prior > 0)) {
            throw new LearningException("threshold and prior must be above 0 and caution not below it: " + threshold
                    + ", " + prior + ", " + caution);
        }
        if (minViewers < 3 || !(minRatio > 1) || !(calmRatio >= 1 && calmRatio <= minRatio)) {
            throw new LearningException("an alarm needs at least 3 viewers and 1 <= calm ratio <= ratio, ratio > 1: "
                    + minViewers + ", " + calmRatio + ", " + minRatio);
        }
        if (learningDays < 0 || windowDays < 1 || maxTitles < 10) {
            throw new LearningException("learning days, window days and titles are at least 0, 1 and 10, not "
                    + learningDays + ", " + windowDays + ", " + maxTitles);
        }
    }

    /** The same with another threshold. */
    public TrendSettings withThreshold(double other) {
        return new TrendSettings(
                fastDays,
                slowDays,
                factors,
                other,
                caution,
                prior,
                minViewers,
                minRatio,
                calmRatio,
                learningDays,
                windowDays,
                maxTitles);
    }
}
