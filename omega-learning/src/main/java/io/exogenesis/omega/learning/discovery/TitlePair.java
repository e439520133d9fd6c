package io.exogenesis.omega.learning.discovery;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.model.MediaId;

/**
 * How often two titles stand in the same viewers' samples.
 *
 * @param a the title whose id comes first
 * @param b the other one
 * @param both viewers with both
 * @param ofA viewers with a
 * @param ofB viewers with b
 * @param viewers all viewers
 */
public record TitlePair(MediaId a, MediaId b, int both, int ofA, int ofB, int viewers) {
    /** Viewers added to both sides of the lift. */
    private static final double SHRINK = 2;

    public TitlePair {
        if (both < 0 || ofA < both || ofB < both || viewers < ofA + ofB - both) {
            throw new LearningException("no pair has " + both + " viewers of both titles, " + ofA + " and " + ofB
                    + " of each, and " + viewers + " in all");
        }
        if (a.compareTo(b) >= 0) {
            throw new LearningException("a pair names its titles in order: " + a + ", " + b);
        }
    }

    /** Viewers with both if the titles had nothing to do with each other. */
    public double expected() {
        return viewers == 0 ? 0 : (double) ofA * ofB / viewers;
    }

    /** {@code (c + 2)/(e + 2)}; above 1: more than chance. */
    public double lift() {
        return (both + SHRINK) / (expected() + SHRINK);
    }

    /** Dunning, "Accurate methods for the statistics of surprise and coincidence" (1993): −2 ln λ of the 2×2 table. */
    public double g2() {
        int neither = viewers - ofA - ofB + both;
        double cells = xLogX(both) + xLogX(ofA - both) + xLogX(ofB - both) + xLogX(neither);
        double margins = xLogX(ofA) + xLogX(viewers - ofA) + xLogX(ofB) + xLogX(viewers - ofB);
        return Math.max(0, 2 * (cells - margins + xLogX(viewers)));
    }

    private static double xLogX(double x) {
        return x == 0 ? 0 : x * Math.log(x);
    }
}
