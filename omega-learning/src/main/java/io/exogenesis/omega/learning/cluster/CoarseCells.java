package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.model.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    /** Vectors that are rotated at once. */
    private final int batch;

    /** By row, rotation and vector. */
    private final float[] values;

    /** Signs of the second layer, for each of the values. */
    private final float[] second;

    private final long[] strongest = new long[VALUES];

    /** For one vector at a time. */
    public CoarseCells() {
        this(1);
    }

    /** @param batch vectors at once, a power of two: 8 cost a fifth of one by one, since they fill the machine's vectors */
    CoarseCells(int batch) {
        this.batch = batch;
        this.values = new float[VALUES * batch];
        this.second = new float[values.length];
        for (int i = 0; i < second.length; i++) {
            second[i] = SECOND[i / batch];
        }
    }

    /**
     * A vector's cells.
     *
     * @param cells strongest first
     * @param signature signs of 64 of the rotated values, and of 64 others: near vectors differ in few
     */
    public record Place(short[] cells, long signature, long second) {
        /** Signs that differ at most for a vector within a cosine of .8: 26 ± 5 do, of unrelated ones 64 ± 6. */
        private static final int MOST_DIFFERENT = 43;

        /** Whether these signatures may be of a near vector. */
        public boolean resembles(long first, long other) {
            return Long.bitCount(signature ^ first) + Long.bitCount(second ^ other) <= MOST_DIFFERENT;
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
        return of(List.of(embedding), count).getFirst();
    }

    /** The same of as many as fit into a batch. */
    List<Place> of(List<Embedding> embeddings, int count) {
        rotate(embeddings);
        List<Place> out = new ArrayList<>(embeddings.size());
        for (int v = 0; v < embeddings.size(); v++) {
            out.add(place(v, count));
        }
        return out;
    }

    private Place place(int vector, int count) {
        int found = collect(vector, count);
        Arrays.sort(strongest, 0, found);
        short[] cells = new short[count];
        for (int k = 0; k < count; k++) {
            int at = VALUES - 1 - (int) strongest[found - 1 - k]; // the lower place first where two are equal
            cells[k] = (short) (2 * at + (values[at * batch + vector] < 0 ? 1 : 0));
        }
        return new Place(cells, signs(vector, 0), signs(vector, Long.SIZE));
    }

    private long signs(int vector, int from) {
        long out = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            out |= values[(from + bit) * batch + vector] < 0 ? 1L << bit : 0;
        }
        return out;
    }

    private void rotate(List<Embedding> embeddings) {
        float[] column = new float[batch];
        for (int i = 0; i < Embedding.DIMENSIONS; i++) {
            for (int v = 0; v < embeddings.size(); v++) {
                column[v] = embeddings.get(v).code(i) * embeddings.get(v).scale();
            }
            for (int at = i * LANES; at < (i + 1) * LANES; at++) {
                float sign = FIRST[at];
                for (int v = 0; v < batch; v++) {
                    values[at * batch + v] = column[v] * sign;
                }
            }
        }
        Arrays.fill(values, Embedding.DIMENSIONS * LANES * batch, values.length, 0);
        hadamard(values, batch);
        for (int i = 0; i < values.length; i++) {
            values[i] *= second[i];
        }
        hadamard(values, batch);
    }

    /** All rotations of all vectors at once: the innermost loop is over neighbouring values, and long. */
    private static void hadamard(float[] v, int batch) {
        for (int half = LANES * batch; half < VALUES * batch; half <<= 1) {
            for (int block = 0; block < VALUES * batch; block += 2 * half) {
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
    private int collect(int vector, int count) {
        float bound = STRONG;
        while (true) {
            int found = 0;
            for (int i = 0; i < VALUES; i++) {
                float size = Math.abs(values[i * batch + vector]);
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
