package io.exogenesis.omega.vector.arithmetic;

import io.exogenesis.omega.model.Embedding;
import java.util.Arrays;

/**
 * Codes and scales of rows in chunks, so that growth copies no vector. Chunks are small enough that an agent with a few
 * hundred patterns does not pay for thousands.
 */
public final class ScanRows {
    /** Rows a chunk: 97 KB of codes, below the size that the garbage collector treats as huge. A multiple of 64. */
    public static final int CHUNK = 256;

    private static final int D = Embedding.DIMENSIONS;
    private static final int BYTES_A_CHUNK = CHUNK * (D + Float.BYTES);

    private byte[][] codes = new byte[0][];
    private float[][] scales = new float[0][];
    private int chunks;

    int chunks() {
        return chunks;
    }

    public int capacity() {
        return chunks * CHUNK;
    }

    public long bytes() {
        return (long) chunks * BYTES_A_CHUNK + 16L * codes.length;
    }

    /** Makes room for the row, if there is none. */
    public void reserve(int row) {
        while (row >= capacity()) {
            if (chunks == codes.length) {
                int longer = Math.max(4, codes.length * 3 / 2);
                codes = Arrays.copyOf(codes, longer);
                scales = Arrays.copyOf(scales, longer);
            }
            codes[chunks] = new byte[CHUNK * D];
            scales[chunks] = new float[CHUNK];
            chunks++;
        }
    }

    public void put(int row, Embedding embedding) {
        embedding.copyCodes(codes[row / CHUNK], offset(row));
        scales[row / CHUNK][row % CHUNK] = embedding.scale();
    }

    public Embedding get(int row) {
        int from = row % CHUNK * D;
        return Embedding.ofCodes(
                Arrays.copyOfRange(codes[row / CHUNK], from, from + D), scales[row / CHUNK][row % CHUNK]);
    }

    public byte[] codes(int chunk) {
        return codes[chunk];
    }

    public float[] scales(int chunk) {
        return scales[chunk];
    }

    public byte[] codesOf(int row) {
        return codes[row / CHUNK];
    }

    /** Where a row begins in {@link #codesOf}. */
    public static int offset(int row) {
        return row % CHUNK * D;
    }

    public float scaleOf(int row) {
        return scales[row / CHUNK][row % CHUNK];
    }
}
