package io.exogenesis.omega.model;

import java.util.Arrays;

/**
 * A unit vector in the space of the sentence embedder, held as symmetric int8 with one scale.
 *
 * <p>{@code value[i] ≈ codes[i] · scale}, codes in [−127, 127]. For MiniLM-L6-v2 there are {@link #DIMENSIONS} values; the
 * error of a dot product against the float vector is below .005. This is the form on the wire, on disk and in the index.
 */
public final class Embedding {
    /** Length of every embedding in the system: MiniLM-L6-v2. */
    public static final int DIMENSIONS = 384;

    /** Largest code. */
    private static final int MOST = 127;

    private final byte[] codes;
    private final float scale;

    private Embedding(byte[] codes, float scale) {
        this.codes = codes;
        this.scale = scale;
    }

    /**
     * Quantises {@code vector} after normalising it to length 1.
     *
     * @throws InvalidValueException if the length is not {@link #DIMENSIONS}, a value is not finite, or all are zero
     */
    public static Embedding of(float[] vector) {
        if (vector.length != DIMENSIONS) {
            throw new InvalidValueException("an embedding has " + DIMENSIONS + " values, not " + vector.length);
        }
        double squares = squares(vector);
        if (!Double.isFinite(squares)) {
            throw notFinite(vector); // a square of finite floats is always finite
        }
        if (squares < 1e-24) {
            throw new InvalidValueException("an embedding is all zeros");
        }
        float max = largest(vector);
        byte[] codes = new byte[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            // Math.round by hand, a twelfth of its time: the sum is exact in double and positive, so that the cast
            // rounds down
            codes[i] = (byte) ((int) ((double) (vector[i] / max * MOST) + (MOST + 1.5)) - (MOST + 1));
        }
        return new Embedding(codes, (float) (max / Math.sqrt(squares) / 127.0));
    }

    /* Four sums side by side: one alone waits for each addition. The order is fixed, so all machines get the same bits. */
    private static double squares(float[] v) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int i = 0; i < DIMENSIONS; i += 4) {
            a += (double) v[i] * v[i];
            b += (double) v[i + 1] * v[i + 1];
            c += (double) v[i + 2] * v[i + 2];
            d += (double) v[i + 3] * v[i + 3];
        }
        return (a + b) + (c + d);
    }

    private static float largest(float[] v) {
        float max = 0;
        for (int i = 0; i < DIMENSIONS; i += 4) {
            float left = Math.max(Math.abs(v[i]), Math.abs(v[i + 1]));
            float right = Math.max(Math.abs(v[i + 2]), Math.abs(v[i + 3]));
            max = Math.max(max, Math.max(left, right));
        }
        return max;
    }

    private static InvalidValueException notFinite(float[] vector) {
        for (float v : vector) {
            if (!Float.isFinite(v)) {
                return new InvalidValueException("an embedding has a value that is not finite: " + v);
            }
        }
        throw new AssertionError("all values are finite");
    }

    /**
     * An embedding as it came over the wire or from disk.
     *
     * @throws InvalidValueException if the length is wrong, the scale is not a positive finite number, a code is −128 or
     *     the length of the vector is not within 5 % of 1
     */
    public static Embedding ofCodes(byte[] codes, float scale) {
        if (codes.length != DIMENSIONS) {
            throw new InvalidValueException("an embedding has " + DIMENSIONS + " codes, not " + codes.length);
        }
        if (!(scale > 0) || !Float.isFinite(scale)) {
            throw new InvalidValueException("an embedding's scale must be positive and finite, not " + scale);
        }
        int squares = 0; // at most 384 · 127²
        for (byte c : codes) {
            if (c == Byte.MIN_VALUE) {
                throw new InvalidValueException("an embedding's code is outside [-127, 127]");
            }
            squares += c * c;
        }
        double norm = Math.sqrt(squares) * scale;
        if (!(norm > .95 && norm < 1.05)) {
            throw new InvalidValueException("an embedding's length must be 1, not " + (float) norm);
        }
        return new Embedding(codes.clone(), scale);
    }

    /** Float copy, {@link #DIMENSIONS} values, length ≈ 1. */
    public float[] toFloats() {
        float[] out = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            out[i] = codes[i] * scale;
        }
        return out;
    }

    /**
     * Copies the codes into a larger array.
     *
     * @throws IndexOutOfBoundsException if {@link #DIMENSIONS} bytes from {@code offset} do not lie in it
     */
    public void copyCodes(byte[] into, int offset) {
        System.arraycopy(codes, 0, into, offset, DIMENSIONS);
    }

    /** Copy of the codes. */
    public byte[] codes() {
        return codes.clone();
    }

    public byte code(int dimension) {
        return codes[dimension];
    }

    public float scale() {
        return scale;
    }

    /** Cosine with another embedding, in [−1, 1] up to quantisation. */
    public float cosine(Embedding other) {
        int dot = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            dot += codes[i] * other.codes[i];
        }
        return dot * scale * other.scale;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Embedding e && e.scale == scale && Arrays.equals(e.codes, codes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(codes);
    }

    @Override
    public String toString() {
        return "Embedding[" + codes[0] + "," + codes[1] + ",… ×" + scale + "]";
    }
}
