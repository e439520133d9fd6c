package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;

/**
 * How much of a title's column counts. What viewers said before an epoch counts by one amplitude, what came in it by a second, and
 * what came later not at all.
 *
 * @param amplitude c ≥ 0 of what is older than {@code last}
 * @param last epoch of which only a part counts
 * @param lastAmplitude c ≥ 0 of what came in it
 * @param share of the column's mass that counts, ≥ 0
 */
public record Grant(double amplitude, long last, double lastAmplitude, double share) {
    public Grant {
        if (!(amplitude >= 0 && lastAmplitude >= 0 && share >= 0)) {
            throw new LearningException(
                    "amplitudes are not negative: " + amplitude + ", " + lastAmplitude + ", " + share);
        }
    }

    /** All entries alike. */
    public static Grant even(double amplitude) {
        return new Grant(amplitude, Long.MAX_VALUE, amplitude, amplitude * amplitude);
    }

    /** Of an entry that has been there since an epoch. */
    public double amplitude(long since) {
        return since < last ? amplitude : since == last ? lastAmplitude : 0;
    }
}
