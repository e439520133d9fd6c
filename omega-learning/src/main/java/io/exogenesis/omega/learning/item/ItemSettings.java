package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;

/**
 * The item plane's parameters.
 *
 * @param sketchSize ℓ, rows of the sketch
 * @param rank d, most directions of a published model
 * @param releaseSupport k, distinct viewers before a title's column takes part and its support is published
 * @param pairsPerTitle strongest pairs published for a title in each of the two planes
 * @param decay γ, what a past epoch still weighs after the next one
 */
public record ItemSettings(int sketchSize, int rank, int releaseSupport, int pairsPerTitle, double decay) {
    /** Chosen on the validation split; figures in docs/decisions. */
    public static final ItemSettings DEFAULT = new ItemSettings(256, 256, 3, 50, .95);

    /** Rows are divided by their sum to this power: a long history is not a long vote. */
    static final double ROW_EXPONENT = .3;
    /** Columns are divided by their support to this power: what everybody watched says little. */
    static final double COLUMN_EXPONENT = .3;
    /** Weight of the content's 384 directions beside the sketch. */
    static final double CONTENT_WEIGHT = 2;
    /** Windows of the two planes of directed pairs, in places of a sample. */
    static final int[] PAIR_WINDOWS = {5, 50};

    public ItemSettings {
        if (sketchSize < 1 || rank < 1 || releaseSupport < 1 || pairsPerTitle < 0) {
            throw new LearningException("sketch size, rank and release support must be positive: " + sketchSize + ", "
                    + rank + ", " + releaseSupport);
        }
        if (!(decay >= 0 && decay <= 1)) {
            throw new LearningException("a decay must be in [0, 1], not " + decay);
        }
    }
}
