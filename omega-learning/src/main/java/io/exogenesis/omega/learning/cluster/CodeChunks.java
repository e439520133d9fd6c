package io.exogenesis.omega.learning.cluster;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8;
import java.util.Arrays;

/** Codes of many embeddings by number, in chunks, so that growth copies none of them. */
final class CodeChunks {
    private static final int WIDTH = Embedding.DIMENSIONS;
    private static final int BITS = 12;
    private static final int MASK = (1 << BITS) - 1;

    private byte[][] chunks = new byte[1][];
    private float[] scales = new float[0];
    private long comparisons;

    /** Puts an embedding's codes at a number, which may be used or new. */
    void put(int number, Embedding embedding) {
        int chunk = number >>> BITS;
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, 2 * chunks.length));
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new byte[WIDTH << BITS];
        }
        embedding.copyCodes(chunks[chunk], (number & MASK) * WIDTH);
        if (number >= scales.length) {
            scales = Arrays.copyOf(scales, Math.max(number + 1, 2 * scales.length));
        }
        scales[number] = embedding.scale();
    }

    /**
     * Keeps those of the first {@code count} numbers whose vectors are within the gate, in their order.
     *
     * @return how many they are
     */
    int within(int[] numbers, int count, byte[] codes, float scale, double similarity) {
        int kept = 0;
        for (int k = 0; k < count; k++) {
            int number = numbers[k];
            if (isWithin(number, codes, scale, similarity)) {
                numbers[kept++] = number;
            }
        }
        return kept;
    }

    /** Whether a number's vector is within the gate. */
    boolean isWithin(int number, byte[] codes, float scale, double similarity) {
        comparisons++;
        int dot = Int8.dot(codes, 0, chunks[number >>> BITS], (number & MASK) * WIDTH, WIDTH);
        return dot * (double) scale * scales[number] >= similarity;
    }

    /** Comparisons made so far. */
    long comparisons() {
        return comparisons;
    }
}
