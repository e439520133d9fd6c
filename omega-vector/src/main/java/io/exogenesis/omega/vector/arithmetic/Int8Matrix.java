package io.exogenesis.omega.vector.arithmetic;

import io.exogenesis.omega.model.Embedding;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * N rows of d int8 codes, contiguous, with one scale a row: {@code value[r][i] ≈ codes[r·d + i] · scale[r]}.
 *
 * <p>Immutable and thread-safe. A full scan is the fastest search below some 20,000 rows and the exact one everywhere. Memory:
 * N·(d + 4) bytes; N·d must stay below 2³¹.
 */
public final class Int8Matrix {
    private final int dimensions;
    private final byte[] codes;
    /** Where the first row begins in {@link #codes}. */
    private final int base;

    private final float[] scales;

    /** A row and its score. */
    public record Match(int row, float score) {}

    private Int8Matrix(int dimensions, byte[] codes, int base, float[] scales) {
        this.dimensions = dimensions;
        this.codes = codes;
        this.base = base;
        this.scales = scales;
        for (float scale : scales) {
            if (!(scale >= 0) || !Float.isFinite(scale)) {
                throw new IllegalArgumentException("a row's scale must be finite and not negative, not " + scale);
            }
        }
    }

    /**
     * From codes as they came over the wire; both arrays are copied.
     *
     * @param codes row-major, rows·dimensions
     * @param scales one a row, finite, ≥ 0
     * @throws IllegalArgumentException if a length or a scale does not fit
     */
    public static Int8Matrix of(int dimensions, byte[] codes, float[] scales) {
        if (dimensions < 1 || (long) scales.length * dimensions != codes.length) {
            throw new IllegalArgumentException(
                    codes.length + " codes are not " + scales.length + " rows of " + dimensions);
        }
        return new Int8Matrix(dimensions, codes.clone(), 0, scales.clone());
    }

    /**
     * From codes that lie in a larger array, for instance what a file held; nothing is copied, and neither array may be changed
     * any more.
     *
     * @param from where the first row begins; rows·dimensions codes follow
     * @throws IllegalArgumentException if the codes do not lie in the array or a scale does not fit
     */
    public static Int8Matrix over(int dimensions, byte[] storage, int from, float[] scales) {
        if (dimensions < 1 || from < 0 || (long) scales.length * dimensions > (long) storage.length - from) {
            throw new IllegalArgumentException(storage.length + " bytes do not hold " + scales.length + " rows of "
                    + dimensions + " from " + from + " on");
        }
        return new Int8Matrix(dimensions, storage, from, scales);
    }

    /** One row an embedding, {@link Embedding#DIMENSIONS} wide. */
    public static Int8Matrix of(List<Embedding> embeddings) {
        int d = Embedding.DIMENSIONS;
        byte[] codes = new byte[Math.multiplyExact(embeddings.size(), d)];
        float[] scales = new float[embeddings.size()];
        for (int r = 0; r < scales.length; r++) {
            embeddings.get(r).copyCodes(codes, r * d);
            scales[r] = embeddings.get(r).scale();
        }
        return new Int8Matrix(d, codes, 0, scales);
    }

    /**
     * Quantises float rows of equal length, each with its own scale (largest magnitude / 127). Lengths are kept: nothing is
     * normalised. A row of zeros has scale 0.
     *
     * @throws IllegalArgumentException if rows differ in length or a value is not finite
     */
    public static Int8Matrix quantise(float[][] values) {
        int d = values.length == 0 ? 1 : values[0].length;
        return quantise(values.length, d, (r, into) -> {
            if (values[r].length != d) {
                throw new IllegalArgumentException("row " + r + " has " + values[r].length + " values, not " + d);
            }
            System.arraycopy(values[r], 0, into, 0, d);
        });
    }

    /** Writes one row's values into an array. */
    @FunctionalInterface
    public interface Rows {
        void copy(int row, float[] into);
    }

    /** The same from rows that are made one by one. */
    public static Int8Matrix quantise(int rows, int dimensions, Rows values) {
        byte[] codes = new byte[Math.multiplyExact(rows, dimensions)];
        float[] scales = new float[rows];
        float[] row = new float[dimensions];
        for (int r = 0; r < rows; r++) {
            values.copy(r, row);
            scales[r] = quantiseRow(row, codes, r * dimensions);
        }
        return new Int8Matrix(dimensions, codes, 0, scales);
    }

    /**
     * Writes one row's codes.
     *
     * @return its scale: largest magnitude / 127; 0, and no codes, if that underflows
     * @throws IllegalArgumentException if a value is not finite
     */
    public static float quantiseRow(float[] values, byte[] codes, int at) {
        float max = 0;
        for (float value : values) {
            float size = Math.abs(value);
            if (!(size <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("a value is not finite: " + value);
            }
            if (size > max) {
                max = size;
            }
        }
        // A scale that underflows is no scale: such a row is zero for every purpose.
        float scale = max / 127f;
        if (scale < Float.MIN_NORMAL) {
            return 0;
        }
        for (int i = 0; i < values.length; i++) {
            // Math.round, which is slow until a loop is hot: an agent does this once, right after its start
            codes[at + i] = (byte) ((int) (values[i] / max * 127f + 128.5) - 128);
        }
        return scale;
    }

    public int rows() {
        return scales.length;
    }

    public int dimensions() {
        return dimensions;
    }

    public float scale(int row) {
        return scales[row];
    }

    /** Copy of a row's codes. */
    public byte[] row(int row) {
        Objects.checkIndex(row, scales.length);
        return Arrays.copyOfRange(codes, at(row), at(row + 1));
    }

    /** A row as floats. */
    public float[] floats(int row) {
        float[] out = new float[dimensions];
        add(row, 1, out);
        return out;
    }

    /** Copy of all codes, row-major: what goes over the wire. */
    public byte[] codes() {
        return Arrays.copyOfRange(codes, base, at(scales.length));
    }

    /** Copy of the scales. */
    public float[] scales() {
        return scales.clone();
    }

    /** Dot product of one row with a quantised query of the same width. */
    public float dot(int row, byte[] query, float queryScale) {
        check(row, query.length);
        return Int8.KERNEL.dot(query, 0, codes, at(row), dimensions) * queryScale * scales[row];
    }

    /** Dot product of one row with a float query of the same width; more exact than quantising the query. */
    public float dot(int row, float[] query) {
        check(row, query.length);
        return Int8.KERNEL.dot(query, codes, at(row)) * scales[row];
    }

    /** Dot products of all rows with a quantised query: {@link #rows()} values. */
    public float[] dots(byte[] query, float queryScale) {
        checkQuery(query.length);
        float[] widened = Int8.widened(query);
        float[] out = new float[rows()];
        for (int r = 0; r < out.length; r++) {
            out[r] = Int8.KERNEL.dot(widened, codes, at(r)) * queryScale * scales[r];
        }
        return out;
    }

    /**
     * Dot products of all rows with a float query: M·q, {@link #rows()} values. A query that is shorter than the rows counts as
     * filled up with zeros.
     */
    public float[] dots(float[] query) {
        checkQuery(Math.max(query.length, dimensions));
        float[] out = new float[scales.length];
        for (int r = 0; r < out.length; r++) {
            out[r] = Int8.KERNEL.dot(query, codes, at(r)) * scales[r];
        }
        return out;
    }

    /** {@code Σ weights[i]·value[row][i]²}, summed in double in the order of i. */
    public double weightedSquares(int row, float[] weights) {
        check(row, weights.length);
        float scale = scales[row];
        double sum = 0;
        for (int i = 0, at = at(row); i < weights.length; i++, at++) {
            float value = codes[at] * scale;
            sum += (double) weights[i] * value * value;
        }
        return sum;
    }

    /** Writes {@code value[row] − minus} into {@code into}: {@link #dimensions()} values. */
    public void less(int row, float[] minus, float[] into) {
        float scale = scales[row];
        for (int i = 0, at = at(row); i < into.length; i++, at++) {
            into[i] = codes[at] * scale - minus[i];
        }
    }

    /** {@code into += weight · row}: with sparse weights this is qᵀ·M. */
    public void add(int row, float weight, float[] into) {
        check(row, into.length);
        Int8.KERNEL.add(weight * scales[row], codes, at(row), into);
    }

    private int at(int row) {
        return base + row * dimensions;
    }

    private void check(int row, int length) {
        checkQuery(length);
        Objects.checkIndex(row, scales.length);
    }

    private void checkQuery(int length) {
        if (length != dimensions) {
            throw new IllegalArgumentException("a query has " + dimensions + " values here, not " + length);
        }
    }
}
