package io.exogenesis.omega.vector.arithmetic;

/** The Hadamard transform of integers: exact, so that every machine gets the same. */
public final class Hadamard {
    /** A register of 256 bits. */
    private static final int LANES = 8;

    private Hadamard() {}

    /**
     * Transforms {@code lanes} sequences in place, which are not scaled back: sums of all values with signs.
     *
     * @param values value i of sequence k stands at {@code i · lanes + k}; a power of two of values a sequence
     * @param lanes a multiple of 8
     */
    public static void transform(int[] values, int lanes) {
        if (lanes <= 0 || lanes % LANES != 0 || Integer.bitCount(values.length / lanes) != 1) {
            throw new IllegalArgumentException(
                    lanes + " sequences cannot be transformed in " + values.length + " values");
        }
        int half = lanes;
        for (; half < values.length / 2; half <<= 2) {
            Int8.KERNEL.doubleButterflies(values, half);
        }
        if (half < values.length) {
            Int8.KERNEL.butterflies(values, half);
        }
    }
}
