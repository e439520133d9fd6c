package io.exogenesis.omega.vector.arithmetic;

import io.exogenesis.omega.model.Embedding;
import java.util.Arrays;

/**
 * One bit a coordinate of every rotated row, from which the cosine with a query can be estimated eight times as fast as it can
 * be computed.
 *
 * <p>Source: Gao and Long, "RaBitQ: Quantizing High-Dimensional Vectors with a Theoretical Error Bound" (SIGMOD 2024). With o
 * a row and q a query, both rotated, and s the signs of o: {@code ⟨o, q⟩ ≈ ⟨s, q⟩ · ‖o‖² / Σ|oᵢ|}. The estimate is unbiased and
 * its error, for unit vectors, has the standard deviation {@link #SPREAD} · √(1 − cos²), whatever the data: the rotation makes
 * it so. The query is rounded to 3 bits, so that ⟨s, q⟩ becomes three Hamming distances.
 *
 * <p>Layout: chunks as in {@link ScanRows}; rows stand in groups of {@link #ROWS}, word by word, so that a register takes the
 * same word of 16 rows: word w of row r is {@code (r / 16) · 192 + w · 16 + r % 16}. A set bit means a negative coordinate.
 */
public final class SignCodes {
    /** Words of 32 bits a row. */
    public static final int WORDS = Embedding.DIMENSIONS / Integer.SIZE;
    /** Rows that stand together. */
    static final int ROWS = 16;
    /**
     * Bits of a query's coordinate. For the recall that four bits reach, three want 7 % more candidates and two want 30 %, on
     * random rows; a bit costs a quarter of the first pass.
     */
    public static final int PLANES = 3;

    private static final int LEVELS = (1 << PLANES) - 1;
    /** The weighted distance of a row at right angles to the query. */
    static final int CENTRE = LEVELS * Embedding.DIMENSIONS / 2;
    /** √(π/2 − 1) / √(d − 1): signs of a random direction against the direction itself. */
    public static final double SPREAD = .7555 / Math.sqrt(Embedding.DIMENSIONS - 1);
    /**
     * What rounding the query adds; does not shrink as the cosine grows. √(distortion) / (√(2/π) · √d), with the distortion
     * .0374 of eight levels.
     */
    public static final double ROUNDING = .0124;

    /**
     * The outermost levels, in standard deviations of a coordinate: the best even spacing of eight levels for a normal variable.
     * Source: Max, "Quantizing for Minimum Distortion" (1960).
     */
    private static final double OUTERMOST = 3.5 * .586;

    private static final int D = Embedding.DIMENSIONS;
    private static final int CHUNK = ScanRows.CHUNK;
    private static final int BYTES_A_CHUNK = CHUNK * (WORDS * Integer.BYTES + Float.BYTES);

    private int[][] signs = new int[0][];
    private float[][] factors = new float[0][];
    private final int[] values = new int[D];
    private final int[] scratch = new int[D];

    public long bytes() {
        return (long) signs.length * (BYTES_A_CHUNK + 16);
    }

    public int[] signs(int chunk) {
        return signs[chunk];
    }

    public float[] factors(int chunk) {
        return factors[chunk];
    }

    /** Computes the signs of a row from its codes. */
    public void put(int row, byte[] codes, int offset, float scale) {
        for (int next = signs.length; next <= row / CHUNK; next++) {
            signs = Arrays.copyOf(signs, next + 1);
            factors = Arrays.copyOf(factors, next + 1);
            signs[next] = new int[CHUNK * WORDS];
            factors[next] = new float[CHUNK];
        }
        int squares = rotated(codes, offset, values, scratch);
        int magnitudes = 0;
        for (int i = 0; i < D; i++) {
            magnitudes += Math.abs(values[i]);
        }
        int r = row % CHUNK;
        Int8.KERNEL.bits(values, Integer.MIN_VALUE, signs[row / CHUNK], r / ROWS * ROWS * WORDS + r % ROWS, ROWS);
        factors[row / CHUNK][r] = (float) ((double) scale * squares / magnitudes);
    }

    /**
     * The bit planes of a rotated query: plane p in the words 12·p … 12·p + 11, lowest bit first.
     *
     * @param codes the query's codes
     * @param values space for 384 values
     * @param scratch space for 384 values
     * @param planes gets {@link #PLANES} · {@link #WORDS} words
     * @return what a row's weighted distance, less {@link #CENTRE}, and its factor are multiplied by to give a cosine
     */
    public static float planes(byte[] codes, float scale, int[] values, int[] scratch, int[] planes) {
        int squares = rotated(codes, 0, values, scratch);
        double deviation = Rotation.STRETCH * Math.sqrt((double) squares / D);
        float outermost = (float) (OUTERMOST * deviation);
        float perStep = LEVELS / (2 * outermost);
        float product = 0;
        for (int i = 0; i < D; i++) {
            int level = Math.min(LEVELS, (int) Math.max(0, (values[i] + outermost) * perStep + .5f));
            product += (2 * level - LEVELS) * (float) values[i];
            values[i] = level;
        }
        for (int p = 0; p < PLANES; p++) {
            Int8.KERNEL.bits(values, 1 << p, planes, p * WORDS, 1);
        }
        // Rounding shortens the query a little; what it keeps of its own direction makes up for it.
        return (float) (2 * scale * squares * Rotation.STRETCH * Rotation.STRETCH / product);
    }

    /** Writes the rotated codes to {@code values}. Gives Σ code². */
    private static int rotated(byte[] codes, int offset, int[] values, int[] scratch) {
        int squares = 0;
        for (int i = 0; i < D; i++) {
            values[i] = codes[offset + i];
            squares += values[i] * values[i];
        }
        Rotation.apply(values, scratch);
        return squares;
    }
}
