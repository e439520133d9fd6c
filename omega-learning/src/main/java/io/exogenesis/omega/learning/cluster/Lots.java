package io.exogenesis.omega.learning.cluster;

/**
 * Even lots of texts, the same in every JVM: FNV-1a, then the finish of SplitMix64. Of a keyed pseudonym nobody can foresee
 * its lot who does not know the key.
 */
public final class Lots {
    private Lots() {}

    /** A lot ≥ 0. */
    public static int of(String text) {
        return (int) (wide(text) >>> 33);
    }

    /** A lot of 64 bits. */
    public static long wide(String text) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mixed(h);
    }

    /** Spreads a number over all longs. */
    public static long mixed(long number) {
        long h = number;
        h = (h ^ h >>> 30) * 0xbf58476d1ce4e5b9L;
        h = (h ^ h >>> 27) * 0x94d049bb133111ebL;
        return h ^ h >>> 31;
    }
}
