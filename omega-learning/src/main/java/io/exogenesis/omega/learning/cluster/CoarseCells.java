package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.model.Embedding;
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
    private static final float DEVIATION = (float) Math.sqrt(WIDTH);
    /** Some 38 of 4,096 normal values are larger, so that the strongest 16 or 32 are nearly always among them. */
    private static final float STRONG = 2.6f * DEVIATION;

    private static final float[] FIRST = signs(0x0e6a1);
    private static final float[] SECOND = signs(0x2f9d3);

    private final float[] values = new float[VALUES];
    private final long[] strongest = new long[VALUES];

    /**
     * A vector's cells.
     *
     * @param cells strongest first
     * @param signature signs of 64 of the rotated values: near vectors differ in few
     */
    public record Place(short[] cells, long signature) {
        /** Signs that differ at most for a vector within a cosine of .8: 13 ± 3 do, of unrelated ones 32 ± 4. */
        private static final int MOST_DIFFERENT = 23;

        /** Whether this signature may be of a near vector. */
        public boolean resembles(long other) {
            return Long.bitCount(signature ^ other) <= MOST_DIFFERENT;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Place p && p.signature == signature && Arrays.equals(p.cells, cells);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(signature);
        }
    }

    /** The first {@code count} cells of an embedding. */
    public Place of(Embedding embedding, int count) {
        rotate(embedding);
        int found = collect(count);
        Arrays.sort(strongest, 0, found);
        short[] cells = new short[count];
        for (int k = 0; k < count; k++) {
            int at = VALUES - 1 - (int) strongest[found - 1 - k]; // the lower place first where two are equal
            cells[k] = (short) (2 * at + (values[at] < 0 ? 1 : 0));
        }
        long signature = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            signature |= values[bit] < 0 ? 1L << bit : 0;
        }
        return new Place(cells, signature);
    }

    private void rotate(Embedding embedding) {
        for (int i = 0; i < Embedding.DIMENSIONS; i++) {
            float value = embedding.code(i) * embedding.scale();
            for (int lane = 0; lane < LANES; lane++) {
                values[i * LANES + lane] = value * FIRST[i * LANES + lane];
            }
        }
        Arrays.fill(values, Embedding.DIMENSIONS * LANES, VALUES, 0);
        hadamard(values);
        for (int i = 0; i < VALUES; i++) {
            values[i] *= SECOND[i];
        }
        hadamard(values);
    }

    /** All lanes at once: the innermost loop is over neighbouring values. */
    private static void hadamard(float[] v) {
        for (int half = LANES; half < VALUES; half <<= 1) {
            for (int block = 0; block < VALUES; block += 2 * half) {
                butterflies(v, block, half);
            }
        }
    }

    private static void butterflies(float[] v, int from, int half) {
        for (int i = from; i < from + half; i++) {
            float a = v[i];
            float b = v[i + half];
            v[i] = a + b;
            v[i + half] = a - b;
        }
    }

    /** Packs at least {@code count} of the largest values: size above, place below. */
    private int collect(int count) {
        float bound = STRONG;
        while (true) {
            int found = 0;
            for (int i = 0; i < VALUES; i++) {
                float size = Math.abs(values[i]);
                if (size > bound) {
                    strongest[found++] = (long) Float.floatToRawIntBits(size) << Integer.SIZE | VALUES - 1 - i;
                }
            }
            if (found >= count) {
                return found;
            }
            bound = bound > DEVIATION / 64 ? bound * .8f : -1;
        }
    }

    private static float[] signs(long seed) {
        float[] out = new float[VALUES];
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
