package io.exogenesis.omega.vector.arithmetic;

import io.exogenesis.omega.model.Embedding;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A fixed pseudo-random rotation of 384 integers, times {@value #STRETCH}: after it every coordinate is a mixture of all, so
 * that signs carry alike whatever the data's own axes are.
 *
 * <p>Two rounds of: flip signs at random, then a Hadamard transform over 16 × 8 and a reflection over 3 (16 · 8 · 3 = 384),
 * sums and differences only. In integers, so that all machines get the same bits. Same idea as the fast rotations of Ailon and
 * Chazelle, "The Fast Johnson–Lindenstrauss Transform" (2009).
 */
final class Rotation {
    /** What two rounds multiply a length by: 3 · √128 each. A result's values stay below 2²², a sum of 384 below 2²⁶. */
    static final int STRETCH = 1_152;

    private static final int D = Embedding.DIMENSIONS;
    private static final int ACROSS = 16;
    private static final int WITHIN = D / ACROSS;
    private static final int THIRD = D / 3;
    /** Any seed will do; it must not change between two vectors that are compared. Nothing of it is stored. */
    private static final long SEED = 384;

    private static final int[] FIRST = flips(new SplittableRandom(SEED));
    private static final int[] SECOND = flips(new SplittableRandom(SEED + 1));

    private Rotation() {}

    /** Rotates {@code values} in place; {@code scratch} has the same length, 384. */
    static void apply(int[] values, int[] scratch) {
        round(values, FIRST, scratch);
        round(scratch, SECOND, values);
    }

    private static void round(int[] values, int[] flips, int[] into) {
        for (int i = 0; i < D; i++) {
            values[i] *= flips[i];
        }
        Hadamard.transform(values, WITHIN);
        // What stood side by side now stands 16 apart, so that no stage works on single values.
        for (int a = 0; a < ACROSS; a++) {
            for (int b = 0; b < WITHIN; b++) {
                into[b * ACROSS + a] = values[a * WITHIN + b];
            }
        }
        for (int h = ACROSS; h < THIRD; h *= 2) {
            Int8.KERNEL.butterflies(into, h);
        }
        reflect(into);
    }

    /** I − ⅔·11ᵀ on each triple, times 3. */
    private static void reflect(int[] values) {
        for (int i = 0; i < THIRD; i++) {
            int twice = 2 * (values[i] + values[i + THIRD] + values[i + 2 * THIRD]);
            values[i] = 3 * values[i] - twice;
            values[i + THIRD] = 3 * values[i + THIRD] - twice;
            values[i + 2 * THIRD] = 3 * values[i + 2 * THIRD] - twice;
        }
    }

    private static int[] flips(SplittableRandom random) {
        int[] flips = new int[D];
        Arrays.setAll(flips, i -> random.nextBoolean() ? 1 : -1);
        return flips;
    }
}
