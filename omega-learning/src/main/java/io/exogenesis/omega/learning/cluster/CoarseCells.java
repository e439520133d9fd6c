package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Hadamard;
import java.util.Arrays;

/**
 * Semantic cells: a vector belongs to those of {@value #CELLS} fixed directions to which it is nearest, in descending order. The
 * first is its home, the key by which patterns are partitioned. A function of the vector alone, the same in every JVM: the
 * directions are the signed axes of {@value #LANES} pseudo-random rotations (two layers of sign flips and Hadamard transforms;
 * Andoni et al., "Practical and optimal LSH for angular distance", NIPS 2015).
 *
 * <p>Two vectors at a cosine of .8 share one of their first 16 cells with a chance of 99 %, at .9 of 99.9 %; unrelated ones
 * with one of 3 %. Not safe for concurrent use: it has one buffer.
 */
public final class CoarseCells {
    /** Directions that there are. */
    public static final int CELLS = 8192;

    private static final int LANES = 8;
    /** Power of two that holds an embedding. */
    private static final int WIDTH = 512;

    private static final int VALUES = WIDTH * LANES;
    /** A rotated unit vector's values have this deviation, since the transforms are not scaled back. */
    private static final double DEVIATION = Math.sqrt(WIDTH);
    /** Some 38 of 4,096 normal values are larger, so that the strongest 16 or 32 are nearly always among them. */
    private static final double STRONG = 2.6 * DEVIATION;

    private static final int[] FIRST = flips(0x0e6a1);
    private static final int[] SECOND = flips(0x2f9d3);

    /** By place and rotation: of codes, so that all is exact; at most 384 · 127 · 512. */
    private final int[] values = new int[VALUES];

    private final byte[] codes = new byte[Embedding.DIMENSIONS];
    private final long[] strongest = new long[VALUES];

    /**
     * A vector's cells.
     *
     * @param cells strongest first
     * @param signature signs of 64 of the rotated values, and of 64 others: near vectors differ in few
     */
    public record Place(short[] cells, long signature, long second) {
        /** Signs that differ at most for a vector within a cosine of .8: 26 ± 5 do, of unrelated ones 64 ± 6. */
        static final int MOST_DIFFERENT = 43;

        /** The strongest cell, the key by which patterns are partitioned. */
        int home() {
            return cells[0];
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Place p
                    && p.signature == signature
                    && p.second == second
                    && Arrays.equals(p.cells, cells);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(signature);
        }
    }

    /** The first {@code count} cells of an embedding. */
    public Place of(Embedding embedding, int count) {
        rotate(embedding);
        int found = collect(count, 1 / embedding.scale());
        Arrays.sort(strongest, 0, found);
        short[] cells = new short[count];
        for (int k = 0; k < count; k++) {
            int at = VALUES - 1 - (int) strongest[found - 1 - k]; // the lower place first where two are equal
            cells[k] = (short) (2 * at + (values[at] < 0 ? 1 : 0));
        }
        return new Place(cells, signs(0), signs(Long.SIZE));
    }

    private long signs(int from) {
        long out = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            out |= values[from + bit] < 0 ? 1L << bit : 0;
        }
        return out;
    }

    private void rotate(Embedding embedding) {
        embedding.copyCodes(codes, 0);
        for (int i = 0, at = 0; i < codes.length; i++) {
            int code = codes[i];
            for (int end = at + LANES; at < end; at++) {
                values[at] = code * FIRST[at];
            }
        }
        Arrays.fill(values, codes.length * LANES, VALUES, 0);
        Hadamard.transform(values, LANES);
        for (int i = 0; i < VALUES; i++) {
            values[i] *= SECOND[i];
        }
        Hadamard.transform(values, LANES);
    }

    /**
     * Packs at least {@code count} of the largest values: size above, place below.
     *
     * @param unit what is 1 in a unit vector
     */
    private int collect(int count, double unit) {
        double bound = STRONG * unit;
        while (true) {
            int least = (int) bound;
            int found = 0;
            for (int i = 0; i < VALUES; i++) {
                int size = Math.abs(values[i]);
                if (size > least) {
                    strongest[found++] = (long) size << Integer.SIZE | VALUES - 1 - i;
                }
            }
            if (found >= count) {
                return found;
            }
            bound = bound > DEVIATION * unit / 64 ? bound * .8 : -1;
        }
    }

    private static int[] flips(long seed) {
        int[] out = new int[VALUES];
        long state = seed;
        for (int i = 0; i < VALUES; i++) {
            state += 0x9e3779b97f4a7c15L;
            long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
            z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
            out[i] = (z ^ z >>> 31) < 0 ? -1 : 1;
        }
        return out;
    }
}
