package io.exogenesis.omega.vector.arithmetic;

import java.util.Objects;

/** Signatures of 128 signs, in two arrays: near vectors differ in few. */
public final class Signatures {
    private Signatures() {}

    /**
     * Writes the places in [from, to) whose signatures differ from this one in at most {@code most} signs, ascending.
     *
     * @param a its first 64 signs
     * @param b its other 64
     * @param into has room for {@code to − from}
     * @return how many they are
     * @throws IndexOutOfBoundsException if the range does not lie in both arrays or {@code into} is too short
     */
    public static int alike(long[] first, long[] second, int from, int to, long a, long b, int most, int[] into) {
        Objects.checkFromToIndex(from, to, Math.min(first.length, second.length));
        Objects.checkFromIndexSize(0, to - from, into.length);
        return Int8.KERNEL.alike(first, second, from, to, a, b, most, into);
    }
}
