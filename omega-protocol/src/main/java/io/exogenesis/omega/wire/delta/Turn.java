package io.exogenesis.omega.wire.delta;

/**
 * How the directions of one model lie in those of the next: {@code row' ≈ row · values / 256}.
 *
 * @param from rank of the model before
 * @param to rank of the model behind
 * @param values from × to, row major
 */
public record Turn(int from, int to, int[] values) {
    /** What stands for 1. Finer, it would cost more than what the rows' residuals save. */
    public static final int ONE = 1 << 8;

    /** A value's limit: no turn has a coefficient of 127. */
    static final int MOST = 127 * ONE;

    private static final int NEAR = 8;
    private static final int GROUP = 32;
    private static final int GROUPS = 8;

    public Turn {
        if (from < 1 || to < 1 || values.length != (long) from * to) {
            throw new DeltaException(
                    "a turn from " + from + " to " + to + " directions has " + values.length + " values");
        }
    }

    /** Directions that stayed where they were; new ones are not seen before. */
    public static Turn none(int from, int to) {
        int[] values = new int[from * to];
        for (int k = 0; k < Math.min(from, to); k++) {
            values[k * to + k] = ONE;
        }
        return new Turn(from, to, values);
    }

    /** @param coefficients from × to; rounded to 1/256 and limited to ±127 */
    public static Turn of(int from, int to, double[] coefficients) {
        int[] values = new int[coefficients.length];
        for (int n = 0; n < values.length; n++) {
            values[n] = Math.clamp(Math.round(coefficients[n] * ONE), -MOST, MOST);
        }
        return new Turn(from, to, values);
    }

    /** Writes this, or reads another of the same size into it. */
    void code(BitCoder coder) {
        Symbols symbols = new Symbols(NEAR * GROUPS);
        for (int i = 0; i < from; i++) {
            for (int k = 0; k < to; k++) {
                int usual = i == k ? ONE : 0;
                int context = Math.min(k / GROUP, GROUPS - 1) * NEAR + nearness(Math.abs(i - k));
                values[i * to + k] = usual + symbols.code(coder, context, values[i * to + k] - usual);
            }
        }
    }

    /** 0 on the diagonal, then one for each doubling of the distance. */
    private static int nearness(int distance) {
        return Math.min(Integer.SIZE - Integer.numberOfLeadingZeros(distance), NEAR - 1);
    }
}
