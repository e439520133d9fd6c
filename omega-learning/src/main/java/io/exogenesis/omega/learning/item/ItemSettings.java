package io.exogenesis.omega.learning.item;

import io.exogenesis.omega.learning.LearningException;

/**
 * The item plane's parameters.
 *
 * @param sketchSize ℓ, rows of the sketch
 * @param rank d, most directions of a published model
 * @param releaseSupport k, distinct viewers before a title's column takes part and its support is published
 * @param pairsPerTitle strongest pairs published for a title in each of the two planes
 * @param lease epochs for which a sample stands: the one that received it and those behind
 * @param memory most rows that the memory of ended leases weighs, for each viewer of the present; it forgets only what others push out
 */
public record ItemSettings(int sketchSize, int rank, int releaseSupport, int pairsPerTitle, int lease, double memory) {
    /** Chosen on the validation split; figures in docs/decisions. */
    public static final ItemSettings DEFAULT = new ItemSettings(256, 256, 3, 50, 30, 3);

    /** Rows are divided by their sum to this power: a long history is not a long vote. */
    static final double ROW_EXPONENT = .3;
    /** Columns are divided by their support to this power: what everybody watched says little. */
    static final double COLUMN_EXPONENT = .3;
    /** Weight of the content's 384 directions beside the sketch. */
    static final double CONTENT_WEIGHT = 2;
    /** Windows of the two planes of directed pairs, in places of a sample. */
    static final int[] PAIR_WINDOWS = {5, 50};

    /** The same with another lease. */
    public ItemSettings withLease(int epochs) {
        return new ItemSettings(sketchSize, rank, releaseSupport, pairsPerTitle, epochs, memory);
    }

    public ItemSettings {
        if (sketchSize < 1 || rank < 1 || releaseSupport < 1 || pairsPerTitle < 0) {
            throw new LearningException("sketch size, rank and release support must be positive: " + sketchSize + ", "
                    + rank + ", " + releaseSupport);
        }
        if (lease < 1 || !(memory >= 0) || !Double.isFinite(memory)) {
            throw new LearningException(
                    "a lease is at least one epoch and the memory's size not negative: " + lease + ", " + memory);
        }
    }
}
