package io.exogenesis.omega.wire.delta;

import java.util.Arrays;

/** Small signed numbers in contexts, each of which learns how its numbers fall. */
final class Symbols {
    /** Sizes up to here are counted bit by bit; what is larger is rare and written out. */
    private static final int COUNTED = 14;

    private static final int ESCAPE_BITS = 17;

    private final int[] zero;
    private final int[] negative;
    private final int[] more;

    Symbols(int contexts) {
        zero = even(contexts);
        negative = even(contexts);
        more = even(contexts * COUNTED);
    }

    private static int[] even(int n) {
        int[] out = new int[n];
        Arrays.fill(out, BitCoder.EVEN);
        return out;
    }

    /** @param value within ±65,535; passed over when reading */
    int code(BitCoder coder, int context, int value) {
        if (coder.bit(zero, context, value == 0 ? 1 : 0) == 1) {
            return 0;
        }
        int sign = coder.bit(negative, context, value < 0 ? 1 : 0);
        int size = Math.abs(value);
        int found = 1;
        while (found <= COUNTED && coder.bit(more, context * COUNTED + found - 1, size > found ? 1 : 0) == 1) {
            found++;
        }
        if (found > COUNTED) {
            found += coder.plain(size - found, ESCAPE_BITS);
        }
        return sign == 1 ? -found : found;
    }
}
