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

    public int capacity() {
        return codes.length * CHUNK;
    }

    public long bytes() {
        return (long) codes.length * (BYTES_A_CHUNK + 16);
    }

    /** Writes the row, which may be new. */
    public void put(int row, Embedding embedding) {
        for (int chunk = codes.length; chunk <= row / CHUNK; chunk++) {
            codes = Arrays.copyOf(codes, chunk + 1);
            scales = Arrays.copyOf(scales, chunk + 1);
            codes[chunk] = new byte[CHUNK * D];
            scales[chunk] = new float[CHUNK];
        }
        embedding.copyCodes(codesOf(row), offset(row));
        scales[row / CHUNK][row % CHUNK] = embedding.scale();
    }

    public Embedding get(int row) {
        int from = offset(row);
        return Embedding.ofCodes(Arrays.copyOfRange(codesOf(row), from, from + D), scaleOf(row));
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
